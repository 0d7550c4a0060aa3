"""An orientation as screen, Markdown, HTML, PDF, JSON, row; problems as text."""
