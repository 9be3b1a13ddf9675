"""The rules of the content."""
