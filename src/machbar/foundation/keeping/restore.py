"""Taking a backup: check all of it, build it beside, compare, and only then put it in the place of what is there.

A new database stands beside the old one (SQLite: a file; PostgreSQL: a schema of its own). The swap is written down
first, so that a process which dies in the middle of it is finished by the next command (`swapping`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from machbar.foundation.keeping import container, files, memory, swapping, tables
from machbar.foundation.keeping.exceptions import NotReadable, NotRestored
from machbar.foundation.keeping.fetching import give_to_bucket
from machbar.foundation.keeping.reasons import reason_of
from machbar.foundation.media import store
from machbar.foundation.post.services import hold_back_waiting


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What came back; ``made`` is when the backup was made, as it says itself.

    ``held_back`` counts the letters that were waiting in it and now wait for a person.
    """

    made: str
    rows: int
    files: int
    held_back: int


def restore(
    path: Path, *, passphrase: str, now: datetime, trial: bool, look: Callable[[], None]
) -> Restored:
    """Bring the backup back into the data directory and database of this server.

    ``trial``: all of it but the swap, and nothing stays. ``look`` is called while the new database is in use and before
    the swap; it renews what is left out of backups, and may raise. Raises `KeepingError`; then nothing has changed.
    """
    data = Path(settings.DATA)
    try:
        restored = _restore(path, data, passphrase, trial=trial, look=look)
        memory.note(memory.TRIAL, now)
        if not trial:
            memory.end_update()  # what was half migrated is gone
    except OSError as error:
        raise NotRestored(
            _("The backup could not be restored: %(reason)s.") % {"reason": reason_of(error)}
        ) from error
    return restored


def _restore(
    path: Path, data: Path, passphrase: str, *, trial: bool, look: Callable[[], None]
) -> Restored:
    with files.work_folder(data, "restore") as work:
        content = container.unpack(path, work, passphrase)
        _refuse_unknown(content.about)
        try:
            with swapping.beside(work), store.elsewhere(content.folder / "files" / "media"):
                _build(content)
                held_back = hold_back_waiting()
                look()
            if not trial:
                give_to_bucket(content.folder / "files" / "media")
                swapping.swap(data, content.folder / "files", work / files.DATABASE)
        finally:
            swapping.drop_schema(swapping.NEW)
    known = content.manifest["tables"].values()
    members = content.manifest["members"]
    return Restored(
        made=str(content.about["made"]),
        rows=sum(each["rows"] for each in known),
        files=sum(each.startswith("files/") for each in members),
        held_back=held_back,
    )


def _recorded(about: dict[str, Any]) -> list[tuple[str, str]]:
    return [(str(app), str(name)) for app, name in about["migrations"]]


def _refuse_unknown(about: dict[str, Any]) -> None:
    """A migration that this version does not have belongs to a newer one."""
    known = MigrationExecutor(connection).loader.graph.nodes
    try:
        strange = [each for each in _recorded(about) if each not in known]
    except (KeyError, TypeError, ValueError) as error:
        raise NotReadable(_("The backup is damaged or cut.")) from error
    if strange:
        raise NotReadable(
            _("This backup comes from a newer version of MachBar (%(version)s). Please update.")
            % {"version": str(about.get("machbar", "?"))[:40]}
        )


def _build(content: container.Content) -> None:
    try:
        _walk_to(_recorded(content.about))
        every = tables.models_of(connection)
        _load(content, every)
    except (DatabaseError, ValueError, KeyError, TypeError) as error:
        raise NotRestored(
            _("The records of this backup do not fit together: %(reason)s")
            % {"reason": str(error)[:200]}
        ) from error
    _compare(content, every)
    call_command("migrate", verbosity=0, interactive=False)
    ContentType.objects.clear_cache()


def _walk_to(recorded: list[tuple[str, str]]) -> None:
    """The empty database at the state of the backup: at once where that is the newest."""
    executor = MigrationExecutor(connection)
    if set(recorded) >= set(executor.loader.graph.nodes):
        call_command("migrate", verbosity=0, interactive=False)
        return
    graph = executor.loader.graph
    here = set(recorded)
    last = [
        node
        for node in recorded
        if not any(
            child.key in here and child.key[0] == node[0] for child in graph.node_map[node].children
        )
    ]
    executor.migrate(last)


def _load(content: container.Content, every: dict[str, tables.Model]) -> None:
    # Versions before 0.2 kept the task queue as well: what is left out today is left where it is.
    if set(every) != set(content.manifest["tables"]) - tables.LEFT_OUT:
        raise NotRestored(_("The backup does not hold the tables that its version has."))
    with transaction.atomic():
        tables.empty(every.values(), connection)
        for name, model in every.items():
            with (content.folder / "tables" / f"{name}.jsonl").open("rb") as lines:
                tables.load(model, connection, lines)
        tables.go_on_counting(every.values(), connection)


def _compare(content: container.Content, every: dict[str, tables.Model]) -> None:
    for name, model in every.items():
        if vars(tables.write(model, connection, None)) != content.manifest["tables"][name]:
            raise NotRestored(
                _("The table %(name)s differs from the backup after loading.") % {"name": name}
            )
