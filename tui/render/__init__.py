"""Documents and results turned into lines of styled text; knows nothing of widgets."""
