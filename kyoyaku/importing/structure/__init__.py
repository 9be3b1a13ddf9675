"""The rules that make a draft of a paper: what is a heading, an article, a row of an initiative."""
