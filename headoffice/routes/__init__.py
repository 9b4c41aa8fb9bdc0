"""What tablets ask, over HTTP. The messages: ``clienteling.wire``."""
