"""The archive on disk: its tables, its rows, and the one way to change them."""
