"""All that knows mkdocs: from pages in Markdown to a site."""
