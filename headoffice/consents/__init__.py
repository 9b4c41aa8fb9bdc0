"""What customers allowed: how it was asked, what they said word for word, and that nobody changed it since."""
