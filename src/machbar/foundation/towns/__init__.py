"""The town a request belongs to, its profile, its vocabularies and its switched-on modules."""
