"""An agreement through time: what an instrument commands, what it makes of a text, how two texts differ."""
