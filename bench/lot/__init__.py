"""How fast files of answers are scored, against what only reads and writes, and against others' engines."""
