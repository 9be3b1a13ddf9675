"""Scripts and style sheets as they are fetched."""
