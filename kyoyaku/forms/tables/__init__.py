"""The agreement as tables: CSV files and their columns."""
