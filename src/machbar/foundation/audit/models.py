"""The chained trail (architecture.md, section 5): entries that never change, payloads that may be erased."""
