"""What the device offers: paths, key storage, connectivity and clock."""
