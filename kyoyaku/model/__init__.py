"""The data model of an agreement: frozen dataclasses."""
