"""How an index lies on disk: flat little-endian arrays, memory-mapped, with a checksum each; nothing is pickled.

A segment is two files. `.docs` holds what there is for each document (key, date, length in words, facet values);
`.postings` holds the sorted terms and words and, for each field, document numbers, frequencies and positions.
`plug.py` makes them a Whoosh codec: Whoosh's writer can write them and Whoosh's searcher can read them.
"""
