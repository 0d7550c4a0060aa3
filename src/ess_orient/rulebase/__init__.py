"""YAML to records or problems with file, line and column; layers; checks; comparison."""
