"""Agreements between municipalities: from structured text to a static site. ARCHITECTURE.md has the flow."""

__version__ = "0.1.0"
