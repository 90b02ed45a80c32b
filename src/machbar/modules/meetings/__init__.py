"""Presence hours that can be booked without an account, talks at the counter, and the hours they took."""
