"""The adviser's interview: one page of answers in any order, the orientation kept up to date beside it."""
