"""Compares the text with the transcript: every character of both is accounted for."""
