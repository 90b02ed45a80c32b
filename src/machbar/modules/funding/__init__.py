"""Funding: programmes with their source, matching with reasons, cost lines and the financing plan."""
