"""Which pages there are, where they link to, and how a text is written on them."""
