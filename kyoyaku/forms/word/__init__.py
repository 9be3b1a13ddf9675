"""Documents of Word (Office Open XML): the whole agreement, and what changed in a step."""
