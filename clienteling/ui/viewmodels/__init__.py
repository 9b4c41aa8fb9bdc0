"""One QObject per screen, plus list models: ready-to-show values, no SQL, no HTTP, no rules."""
