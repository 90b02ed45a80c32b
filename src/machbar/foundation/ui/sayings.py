"""What Django itself says in forms, in the words of this house: its own German sounds like an authority.

The catalogue of this package wins over Django's; the function below only makes the texts known to it.
"""

from django.utils.translation import gettext


def of_django() -> tuple[str, ...]:
    """Texts of Django's that we say in another way."""
    return (gettext("This field is required."),)
