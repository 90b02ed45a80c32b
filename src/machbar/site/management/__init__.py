"""What this house changes in Django's own commands."""
