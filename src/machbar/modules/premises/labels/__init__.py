"""Words for the codes that the cores return and for what the tables hold, one file a subject."""
