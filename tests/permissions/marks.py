"""The texts that stand for secrets in the world of the table."""


def mark(secret: str, of: str = "ours") -> str:
    """The text that stands for a secret on the pages."""
    return f"mark-{of}-{secret}-kram"
