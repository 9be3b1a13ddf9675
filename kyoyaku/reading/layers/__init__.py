"""The YAML files that an editor puts beside a version: each is read and checked by one file."""
