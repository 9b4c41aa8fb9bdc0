"""The exchange with head office: push, pull, first download, retries and their schedule."""
