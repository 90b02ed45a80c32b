"""Pure reasoning: German text, ranking, verdicts. Imports no Django and nothing above it."""
