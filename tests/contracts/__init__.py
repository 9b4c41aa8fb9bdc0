"""The real parts joined: engine and store, and both against the real service over HTTP on both databases."""
