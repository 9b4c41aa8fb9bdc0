"""The faults that must be survived, each really injected. ``python -m tests.faults`` runs them all."""
