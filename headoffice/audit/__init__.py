"""The audit log: who did what, in a chain of hashes that shows whether anything was changed afterwards."""
