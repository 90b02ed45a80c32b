"""Deeds with rooms and demand."""
