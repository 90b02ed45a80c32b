"""Django's `migrate`, with a short way for a database that is still empty (see `machbar.site.new_database`)."""

from django.core.management.commands import migrate

from machbar.site.new_database import build_if_empty

# With one of these the caller wants something else than the newest state of everything.
NARROWING = ("app_label", "plan", "fake", "fake_initial", "check_unapplied", "prune")


class Command(migrate.Command):
    """Builds an empty database from today's models; then, and otherwise, does what Django does."""

    def handle(self, *args: object, **options: object) -> str | None:
        """Signals after the migration (permissions, the search index) come from Django's command in both cases."""
        database = options["database"]
        if not any(options[name] for name in NARROWING) and isinstance(database, str):
            build_if_empty(database)
        return super().handle(*args, **options)
