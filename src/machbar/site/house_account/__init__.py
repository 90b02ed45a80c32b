"""Saying which issuer (OpenID Connect) signs the staff of a town hall in."""
