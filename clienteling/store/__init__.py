"""The local database of the tablet: tables, repositories, search index and outbox."""
