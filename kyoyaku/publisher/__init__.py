"""One run of mkdocs, which only this folder knows, and what is not mkdocs' on the site."""

SETTINGS = "mkdocs.yml"
