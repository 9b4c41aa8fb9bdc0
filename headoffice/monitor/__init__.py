"""What those who look after head office are shown: status and figures. Never anything about a customer."""
