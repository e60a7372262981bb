"""Dateline's search beside stock Whoosh, SQLite FTS5 and tantivy, on the same documents and the same questions."""
