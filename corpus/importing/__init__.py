"""Files to documents: found, read in batches, cleaned by workers that can be killed, and counted."""
