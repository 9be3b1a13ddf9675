"""The hook of mkdocs (`hooks:` in mkdocs.yml): it has a function for each event, `on_…`."""

from kyoyaku.publisher.events import *  # noqa: F403
