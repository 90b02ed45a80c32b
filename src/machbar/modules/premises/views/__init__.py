"""The pages of premises and demand."""
