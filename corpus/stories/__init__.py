"""Which documents tell one story, and what two of them have word for word alike."""
