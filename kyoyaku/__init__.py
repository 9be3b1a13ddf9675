"""Agreements between municipalities, from structured text to pages.

The flow, a module a step::

    content/ --library--> source --blocks--> outline --parse--> Agreement
             --check--> problems
             --render--> {path: Markdown} --output--> docs/

`build` at the top of the project drives it and hands `docs/` to the publisher.
Everything between `library` and `output` is pure: text in, values out.
"""
