"""Head office: unifies what every channel knows about a customer and serves the tablets."""
