"""Search as you type over all customers of the tablet."""
