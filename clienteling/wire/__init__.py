"""The contract between tablet and head office: messages, versions, error numbers."""
