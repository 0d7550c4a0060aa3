"""The command line: a command is a few lines that join the rooms."""
