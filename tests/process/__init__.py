"""What every program of ours does as a process."""
