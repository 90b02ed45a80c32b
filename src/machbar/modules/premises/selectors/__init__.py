"""Reading rooms and demand."""
