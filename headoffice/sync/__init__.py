"""Synchronisation at head office: operations in, changes and prepared downloads out. The contract: docs/sync.md."""
