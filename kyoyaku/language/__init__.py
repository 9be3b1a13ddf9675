"""The Japanese of official texts: numbers, dates, words, characters. It knows nothing of agreements."""
