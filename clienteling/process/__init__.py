"""What every program of ours does as a process, the tablet's and head office's alike."""
