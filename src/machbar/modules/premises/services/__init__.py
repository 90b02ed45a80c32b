"""Deeds with premises, owners, searches, mediation, walk-rounds and bookings: one file a slice."""
