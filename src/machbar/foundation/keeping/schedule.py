"""The backups that the server makes by itself: one a night, read back whole, the old ones cleared away behind it."""

import os
import subprocess
import sys
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.keeping import choices, container, memory, shelf
from machbar.foundation.keeping.backup import make
from machbar.foundation.keeping.exceptions import KeepingError, NotWritten
from machbar.foundation.keeping.plan import is_due
from machbar.foundation.keeping.reasons import reason_of

TRIAL_EVERY = timedelta(days=7)
LONGEST_TRIAL = 2 * 60 * 60  # seconds


def back_up(now: datetime, *, only_if_due: bool = False) -> shelf.Shelved | None:
    """Make one, read it back, and clear away what is no longer needed; None where it is not due or somebody is at it.

    Raises `KeepingError` after noting it; then no old backup has gone.
    """
    chosen = choices.chosen()
    try:
        with shelf.alone_with(chosen.folder) as is_alone:
            if not is_alone or (only_if_due and not _is_due(chosen, now)):
                return None
            return _on_the_shelf(chosen, now)
    except (KeepingError, OSError) as error:
        reason = str(error) if isinstance(error, KeepingError) else _not_written(error)
        memory.note_failure(memory.BACKUP, now, reason)
        raise NotWritten(reason) from error


def _on_the_shelf(chosen: choices.Choices, now: datetime) -> shelf.Shelved | None:
    path = shelf.new_path(chosen.folder, now)
    make(path, passphrase=chosen.passphrase, now=now)
    try:
        container.check(path, chosen.passphrase)
    except KeepingError:
        path.unlink(missing_ok=True)
        raise
    shelf.clear(chosen.folder, chosen.keep)
    return shelf.named(chosen.folder, path.name)


def _is_due(chosen: choices.Choices, now: datetime) -> bool:
    made = [timezone.localtime(each.made) for each in shelf.on_shelf(chosen.folder)]
    return chosen.is_on and is_due(made, timezone.localtime(now), chosen.hour)


def _not_written(error: OSError) -> str:
    return _("The backup could not be written: %(reason)s.") % {"reason": reason_of(error)}


def needs_trial(now: datetime) -> bool:
    """Whether no backup of the shelf was tried out for a week."""
    tried = [each.tried for each in shelf.on_shelf(choices.chosen().folder) if each.tried]
    return not any(now - TRIAL_EVERY < each <= now + timedelta(days=1) for each in tried)


def try_out(name: str, now: datetime) -> str:
    """Restore a backup of the shelf beside the town, in a process of its own; empty, or why it failed."""
    chosen = choices.chosen()
    found = shelf.named(chosen.folder, name)
    if found is None:
        return ""
    reason = _trial(found, chosen.passphrase)
    shelf.note_trial(chosen.folder, name, now, is_sound=not reason)
    if reason:
        memory.note_failure(memory.TRIAL, now, reason)
    else:
        memory.note(memory.TRIAL, now)
    return reason


def _trial(found: shelf.Shelved, passphrase: str) -> str:
    command = [sys.executable, "-m", "machbar", "restore", "--test", str(found.path)]
    given = {**os.environ, "MACHBAR_BACKUP_PASSPHRASE": passphrase}
    try:
        ended = subprocess.run(
            command, env=given, capture_output=True, text=True, timeout=LONGEST_TRIAL, check=False
        )
    except subprocess.TimeoutExpired:
        return _("The trial took longer than two hours.")
    if not ended.returncode:
        return ""
    lines = ended.stderr.strip().splitlines()
    return lines[-1][:300] if lines else _("The trial ended without saying why.")
