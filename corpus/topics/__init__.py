"""Fields of work for documents that state none, from the nearest that do."""
