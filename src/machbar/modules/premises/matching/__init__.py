"""Between the tables and the matching of the core: its facts from them, its findings for the pages."""
