"""Pages of premises, owners, searches and bookings: one file a slice."""
