"""The exchange engine, without Qt and without the real store."""
