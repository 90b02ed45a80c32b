"""What people do with rooms, owners, searches, mediation, walk-rounds and bookings: one function a deed."""
