"""Signing in with an account of the town hall: the protocol (OpenID Connect), without a word about people or pages."""
