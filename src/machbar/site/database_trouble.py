"""What is wrong with a database that cannot be asked, and what helps, in words for who runs the server."""

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from machbar.site.faults import is_damaged


def database_trouble(error: BaseException) -> tuple[str, str]:
    """A sentence and its cure: a file that is damaged or cannot be opened, or a PostgreSQL that does not answer."""
    if connection.vendor == "postgresql":
        return (
            _("PostgreSQL does not answer."),
            _("Is it running? Are host, port, user and password in MACHBAR_DATABASE_URL right?"),
        )
    words = {"file": settings.DATABASES["default"]["NAME"]}
    if is_damaged(error):
        return (
            _("The database %(file)s is damaged.") % words,
            _("Stop the server, keep the data directory, restore the last backup."),
        )
    return (
        _("The database %(file)s cannot be opened.") % words,
        _("Is the disk full, or does the file belong to somebody else?"),
    )
