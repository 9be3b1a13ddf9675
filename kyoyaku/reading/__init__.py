"""Parses the files of `content/` into an `Agreement`, and reports its problems."""
