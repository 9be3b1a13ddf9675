"""The readers: each makes a Paper of one kind of file and decides nothing about what its words mean."""
