"""What a town can switch on or off, one folder each. No module imports another one beside it, only `projects`."""
