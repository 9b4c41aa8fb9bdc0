"""What head office works out about customers from all that it knows of them."""
