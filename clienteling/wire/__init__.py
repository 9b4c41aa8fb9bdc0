"""The sync contract between tablets and head office: messages, error numbers, codecs. See docs/sync.md."""
