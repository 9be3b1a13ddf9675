"""An agreement through time: the commands of an instrument, their result, and the diff of two versions."""
