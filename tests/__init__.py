"""Tests that look at the whole house: architecture, rights, journeys, crashes."""
