"""The agreement in the standard forms of other fields: JSON, CSV, Akoma Ntoso, Markdown, Atom, ZIP.

`downloads` gathers what is written under `<agreement>/data/`; `agree` reads each form back and
compares it with the model. A form knows how it is written and how it is read; files are the matter
of `build` and `output`.
"""
