"""Two profiles of one person: what sellers ask, what managers decide, and carrying it out."""
