"""The lights that the database knows: mail, worker, backup, integrity, migrations, what the law asks for."""

import smtplib
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max, Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from machbar.foundation.post.backends import HouseBackend, has_mail
from machbar.foundation.post.models import Letter
from machbar.foundation.post.troubles import what_went_wrong
from machbar.foundation.towns.models import LegalNotice, Town
from machbar.foundation.ui.formats import days_ago
from machbar.site.database_trouble import database_trouble
from machbar.site.heartbeat import last_beat
from machbar.site.state.backups import SOURCES, Failed
from machbar.site.state.issuer import issuer
from machbar.site.state.lights import Colour, Light
from machbar.site.state.people import second_steps
from machbar.site.state.pictures import pictures
from machbar.site.wizard.gaps import gaps

SECONDS = 5
WORKER_IS_LATE = timedelta(minutes=5)
WORKER_IS_GONE = timedelta(hours=1)
TASK_WAITS = timedelta(minutes=15)
BACKUP_IS_OLD = timedelta(days=2)
BACKUP_IS_GONE = timedelta(days=8)
TEST_IS_OLD = timedelta(days=183)
STATEMENT_IS_OLD = timedelta(days=365)


def town_lights(*, now: datetime, thorough: bool) -> Iterator[Light]:
    """All of them; ``thorough`` reads the whole database and asks mail server and issuer, which may take a while."""
    yield migrations()
    if thorough:
        yield integrity()
    yield mail(now, connects=thorough)
    yield from pictures(connects=thorough)
    yield from issuer(connects=thorough)
    yield worker(now)
    yield last_backup(now)
    yield last_restore_test(now)
    yield from statements(now)
    yield from second_steps()


def no_database(error: Exception) -> Light:
    """Nothing can be asked: the server is away, or the file is damaged."""
    sentence, cure = database_trouble(error)
    return Light(
        name="database", title=_("Database"), colour=Colour.RED, sentence=sentence, cure=cure
    )


def migrations() -> Light:
    """The tables are those of this version."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    title = _("Tables")
    if waiting:
        return Light(
            name="migrations",
            title=title,
            colour=Colour.RED,
            sentence=_("%(n)d steps to this version are missing.") % {"n": len(waiting)},
            cure=_("machbar migrate"),
        )
    return Light(
        name="migrations", title=title, colour=Colour.GREEN, sentence=_("At this version's state.")
    )


def integrity() -> Light:
    """The file of SQLite is whole and no row points to one that is gone; PostgreSQL looks after itself."""
    title = _("Integrity of the database")
    if connection.vendor != "sqlite":
        return Light(
            name="integrity",
            title=title,
            colour=Colour.GREEN,
            sentence=_("PostgreSQL answers and checks itself."),
        )
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        said = str(cursor.fetchone()[0])
        cursor.execute("PRAGMA foreign_key_check")
        dangling = len(cursor.fetchall())
    if said != "ok" or dangling:
        return Light(
            name="integrity",
            title=title,
            colour=Colour.RED,
            sentence=_("The database is damaged: %(said)s, %(n)d rows point to nothing.")
            % {"said": said[:100], "n": dangling},
            cure=_("Stop the server, keep the data directory, restore the last backup."),
        )
    return Light(
        name="integrity",
        title=title,
        colour=Colour.GREEN,
        sentence=_("The file is whole, every row finds the one it points to."),
    )


def mail(now: datetime, *, connects: bool) -> Light:
    """Whether the mail server answers, when the last letter left, and what did not."""
    title = _("Mail")
    if settings.DEMO:
        sentence = _("The demonstration sends none.")
        return Light(name="mail", title=title, colour=Colour.GREEN, sentence=sentence)
    if not has_mail():
        return Light(
            name="mail",
            title=title,
            colour=Colour.YELLOW,
            sentence=_("Nobody has said yet how mail leaves."),
            cure=_("On the page “How mail leaves”, or machbar setup --mail-host."),
        )
    trouble = _no_answer() if connects else ""
    history = _history(now)
    if trouble:
        return Light(
            name="mail", title=title, colour=Colour.RED, sentence=f"{trouble} {history}",
            cure=_("Check name, port, user and password of the mail server."),
        )  # fmt: skip
    waits = Letter.objects.filter(state=Letter.State.WAITING, attempts__gte=1).exists()
    cure = _("Letters wait for the next attempt; look at the undelivered mail.") if waits else ""
    colour = Colour.YELLOW if waits else Colour.GREEN
    return Light(name="mail", title=title, colour=colour, sentence=history, cure=cure)


def _no_answer() -> str:
    try:
        server = HouseBackend(timeout=SECONDS)
        server.open()
        server.close()
    except (OSError, smtplib.SMTPException) as error:
        return what_went_wrong(error)
    return ""


def _history(now: datetime) -> str:
    sent: datetime | None = Letter.objects.aggregate(at=Max("sent_at"))["at"]
    failed: datetime | None = Letter.objects.filter(state=Letter.State.FAILED).aggregate(
        at=Max("tried_at")
    )["at"]
    return _("Last letter: %(sent)s. Last failure: %(failed)s.") % {
        "sent": _when(sent, now),
        "failed": _when(failed, now),
    }


def worker(now: datetime) -> Light:
    """Whether somebody works in the background: mail, deadlines and tidying hang on it."""
    title, seen, oldest = _("Background work"), last_beat(), _oldest_task(now)
    cure = _("machbar serve runs it along; apart from it: machbar worker.")
    if seen is None or now - seen > WORKER_IS_GONE:
        sentence = _("Last seen: %(when)s. No mail leaves.") % {"when": _when(seen, now)}
        return Light(name="worker", title=title, colour=Colour.RED, sentence=sentence, cure=cure)
    late = now - seen > WORKER_IS_LATE or (oldest is not None and now - oldest > TASK_WAITS)
    sentence = _("Last seen: %(when)s.") % {"when": f"{timezone.localtime(seen):%d.%m.%Y %H:%M}"}
    return Light(
        name="worker",
        title=title,
        colour=Colour.YELLOW if late else Colour.GREEN,
        sentence=sentence,
        cure=cure if late else "",
    )


def _oldest_task(now: datetime) -> datetime | None:
    """Since when the oldest task waits whose time has come."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    due = waiting.filter(run_after__lte=now).aggregate(at=Min("run_after"))["at"]
    at_once = waiting.filter(run_after=get_date_max()).aggregate(at=Min("enqueued_at"))["at"]
    return min((at for at in (due, at_once) if at is not None), default=None)


def last_backup(now: datetime) -> Light:
    """How much could be lost with this machine."""
    return _aged(
        name="backup",
        title=_("Last backup"),
        at=SOURCES.last_backup(),
        now=now,
        limits=(BACKUP_IS_OLD, BACKUP_IS_GONE),
        failed=SOURCES.backup_failure(),
        cure=_("On the page “Backups”, or machbar backup; and keep one on another machine."),
    )


def last_restore_test(now: datetime) -> Light:
    """A backup that nobody has tried is a hope."""
    return _aged(
        name="restore_test",
        title=_("Last trial of a restore"),
        at=SOURCES.last_restore_test(),
        now=now,
        limits=(TEST_IS_OLD, None),
        failed=SOURCES.test_failure(),
        cure=_("Try the last backup out: on the page “Backups”, or machbar restore --test FILE."),
    )


def _aged(
    *,
    name: str,
    title: str,
    at: datetime | None,
    now: datetime,
    limits: tuple[timedelta, timedelta | None],
    failed: Failed | None,
    cure: str,
) -> Light:
    old, gone = limits
    is_gone = gone is not None and (at is None or now - at > gone)
    is_fresh = at is not None and now - at <= old
    if failed is not None:
        words = {"when": _when(failed.at, now), "reason": failed.reason, "good": _when(at, now)}
        sentence = (
            _("The last try, %(when)s, failed: %(reason)s The last good one: %(good)s.") % words
        )
        return Light(name=name, title=title, colour=Colour.RED, sentence=sentence, cure=cure)
    if is_fresh:
        return Light(name=name, title=title, colour=Colour.GREEN, sentence=_when(at, now))
    colour = Colour.RED if is_gone else Colour.YELLOW
    return Light(name=name, title=title, colour=colour, sentence=_when(at, now), cure=cure)


def statements(now: datetime) -> Iterator[Light]:
    """For each town that is open: imprint, privacy and a statement on accessibility no older than a year."""
    notices = {notice.town_id: notice for notice in LegalNotice.objects.all()}
    for town in Town.objects.filter(is_demo=False).order_by("key"):
        yield statement(town, notices.get(town.pk), now)


def statement(town: Town, notice: LegalNotice | None, now: datetime) -> Light:
    """The same for one town; no query."""
    title, missing = _("What the law asks for: %(town)s") % {"town": town.name}, gaps(town, notice)
    name = f"law:{town.key}"
    if missing:
        colour = Colour.RED if town.is_public else Colour.YELLOW
        cure = _("An admin of this town enters it: settings, set-up.")
        sentence = " ".join(str(each.sentence) for each in missing)
        return Light(name=name, title=title, colour=colour, sentence=sentence, cure=cure)
    checked = notice.checked_on if notice else None
    if checked and timezone.localdate(now) - checked > STATEMENT_IS_OLD:
        return Light(
            name=name,
            title=title,
            colour=Colour.YELLOW,
            sentence=_("The statement on accessibility is older than a year."),
            cure=_("Look through the pages and write the new day under set-up."),
        )
    return Light(name=name, title=title, colour=Colour.GREEN, sentence=_("Everything is said."))


def _when(at: datetime | None, now: datetime) -> str:
    """When something was, in words."""
    if at is None:
        return _("never yet")
    return days_ago(timezone.localdate(at), timezone.localdate(now))
