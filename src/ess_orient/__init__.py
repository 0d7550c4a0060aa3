"""Orientation assistant for the social and solidarity economy in rural France."""

__version__ = "0.1.0"
