"""An adviser's cases: kept at once, resumed, compared over time, tried otherwise, erased for good."""
