"""The agreement as plain Markdown: the whole text, the twins of pages, llms.txt."""
