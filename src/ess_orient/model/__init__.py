"""Frozen records: what is known, what is answered, what is found. No file, clock, screen or network."""
