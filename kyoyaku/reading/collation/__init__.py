"""The text against the transcript: every character of both is accounted for."""
