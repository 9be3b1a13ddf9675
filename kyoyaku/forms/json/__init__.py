"""The agreement as JSON, and its schema."""
