"""The widgets of the reading room; the list, the reader and the filters draw the lines in view and nothing else."""
