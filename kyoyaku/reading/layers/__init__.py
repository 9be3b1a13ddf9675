"""The files that an editor puts beside a version: `layers.py` lists them."""
