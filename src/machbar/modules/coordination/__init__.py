"""Coordination: small tasks, the working group of a project, and mails that show nobody's address (F09, F10)."""
