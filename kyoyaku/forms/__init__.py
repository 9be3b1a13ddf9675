"""The agreement in the standard forms of other fields: JSON, CSV, Akoma Ntoso, Markdown, Atom, JSON-LD.

`downloads` lists the files under `<agreement>/data/`; `verify` compares the published pages with the model.
"""
