"""What people of head office do in a browser, each by their role, and nothing else."""
