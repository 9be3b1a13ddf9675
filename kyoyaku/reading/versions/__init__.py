"""The versions of an agreement: which there are, which is current, and the instruments that made them."""
