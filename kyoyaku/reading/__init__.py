"""From the files of `content/` to an `Agreement` and the problems of it."""
