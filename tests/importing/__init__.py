"""The importer: readers, structure, drafts."""
