"""Pure functions: match, score, rank, explain, next question. No file, clock, screen or network."""
