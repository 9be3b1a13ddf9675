"""Agreements between municipalities, from structured text to pages.

The flow, a module a step::

    content/ --load--> source --blocks--> outline --parse--> Agreement
             --check--> problems
             --render--> {path: Markdown} --output--> docs/

`build` at the top of the project drives it and hands `docs/` to the publisher.
Everything between `load` and `output` is pure: text in, values out.
"""

__version__ = "0.1.0"
