"""Sources: files and systems outside, read as a stream of records and brought into the unified profile.

Readers know a format and nothing of the database; the loader knows the database and nothing of formats. Between
them stand the structs of ``records``.
"""
