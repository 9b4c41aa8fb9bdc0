"""Backups of head office's database: nothing in the clear on any disk, opened by a key that is elsewhere."""
