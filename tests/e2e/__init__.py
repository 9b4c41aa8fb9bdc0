"""The whole way, with real processes, sockets and windows."""
