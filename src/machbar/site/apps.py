"""Django's name for this package."""

from functools import partial

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The app `site`."""

    name = "machbar.site"
    label = "machbar_site"

    def ready(self) -> None:
        """The self-check learns from `keeping` when the last backup was; the log learns who signs in."""
        from machbar.foundation.keeping import memory
        from machbar.site import watch
        from machbar.site.state.backups import SOURCES

        SOURCES.last_backup = memory.last_backup
        SOURCES.last_restore_test = memory.last_restore_test
        SOURCES.backup_failure = partial(memory.failure_of, memory.BACKUP)
        SOURCES.test_failure = partial(memory.failure_of, memory.TRIAL)
        watch.listen()
