"""The hook of mkdocs (`hooks:` in mkdocs.yml): every event goes to `kyoyaku/publisher/events.py`."""

from kyoyaku.publisher.events import (  # noqa: F401
    on_build_error,
    on_config,
    on_env,
    on_files,
    on_page_content,
    on_page_context,
    on_page_markdown,
    on_post_build,
    on_post_template,
    on_pre_build,
    on_serve,
    on_shutdown,
    on_startup,
    on_template_context,
)
