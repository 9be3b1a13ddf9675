"""An agreement as values."""
