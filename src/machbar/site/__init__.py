"""Assembles the house: settings, addresses, command line, start-up checks."""
