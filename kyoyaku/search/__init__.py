"""The search index: what is searched, and the files that browsers fetch."""
