"""Tests of presence hours, bookings and talks."""
