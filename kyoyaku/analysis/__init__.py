"""What the text says of itself: references, definitions, labels of parties, duties."""
