"""The doors through which input about premises and demand comes in."""
