"""What a seller does: one use case each, returning what changed."""
