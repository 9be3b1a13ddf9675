"""The full text as a PDF, printed by Chromium."""
