"""The doors through which premises, owners, searches and bookings come in: one file a slice."""
