"""Journeys of whole pages in a real browser."""
