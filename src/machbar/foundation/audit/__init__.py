"""The chained, append-only trail of money, decisions, consents and rights."""
