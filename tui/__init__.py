"""The screen and the command line: the only package that knows textual, rich and click."""
