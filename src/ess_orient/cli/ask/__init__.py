"""The conversation: the only place that prompts."""
