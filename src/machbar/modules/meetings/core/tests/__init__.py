"""Tests of the core of meetings."""
