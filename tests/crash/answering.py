"""Answers on every way in a process that is killed at its n-th step; started by `test_send_log`.

For each n the database begins anew, the team answers by mail, phone and letter and the worker sends until SIGKILL
(`steps`); then the team does the same things again, a new worker starts, and what the mail server got is written down.
Each round is a fork of a process that has everything loaded, which keeps it cheap.
"""

import gc
import itertools
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.crash.mail_server import HOST, open_server, wait_for_server, which
from tests.crash.steps import KILLED, count_steps
from tests.databases import Renewed, RenewedFile, RenewedOnServer

if TYPE_CHECKING:
    from machbar.foundation.access.actor import Actor

MORNING = datetime(2026, 9, 24, 8, 0, tzinfo=UTC)
MAILS = ("a@example.invalid", "b@example.invalid")
GIVERS = (*MAILS, "0531 12345", "Am Markt 1, 38154 Lutterstadt")


def set_up(folder: Path, port: int) -> None:
    """Django with this mail server and, on SQLite, with a data directory of its own in ``folder``."""
    os.environ["MACHBAR_DATA"] = str(folder)
    os.environ["MACHBAR_MAIL_HOST"], os.environ["MACHBAR_MAIL_PORT"] = HOST, str(port)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()


def database_of(folder: Path, beginning: str) -> Renewed:
    """The database of all rounds, beginning with the tables of the tests; the process's settings point at it."""
    url = os.environ.get("MACHBAR_DATABASE_URL", "")
    if not url:
        # Its own copy: what the first round keeps must not be there when another test begins.
        own = folder / "beginning"
        own.write_bytes(Path(beginning).read_bytes())
        return RenewedFile(file=folder / "machbar.sqlite3", beginning=own)
    url = urlsplit(url)._replace(path=f"/{beginning}_answering").geturl()
    os.environ["MACHBAR_DATABASE_URL"] = url
    return RenewedOnServer(url=url, beginning=beginning)


def prepare() -> None:
    """A town with ideas of givers who left an address, a phone number; their receipts have left."""
    from machbar.foundation.access.actor import Actor
    from machbar.foundation.people.models import Role
    from machbar.foundation.post.models import Letter
    from machbar.foundation.testing import make_person, make_town
    from machbar.modules.ideas.services import hand_in_idea

    town = make_town(key="lutterstadt")
    make_person(Role.LOTSE, town=town)
    for contact in GIVERS:
        hand_in_idea(
            by=Actor(town=town), at=MORNING, form_key=contact, text="Idee", contact=contact
        )
    Letter.objects.update(state=Letter.State.SENT)


def team() -> "Actor":
    """The guide at the counter."""
    from machbar.foundation.access.actor import Actor
    from machbar.foundation.people.models import Person, Role
    from machbar.foundation.towns.models import Town

    roles = frozenset({Role.LOTSE})
    return Actor(town=Town.objects.get(), person=Person.objects.get(), roles=roles)


def answer_everybody(answers: int) -> None:
    """Every giver gets every answer, the last one closes the idea; the forms have the same keys each time."""
    from django.utils import timezone

    from machbar.modules.ideas.models import Idea
    from machbar.modules.ideas.services import answer_idea

    by = team()
    for number, idea in itertools.product(range(answers), Idea.objects.order_by("pk")):
        answer_idea(
            idea=idea,
            by=by,
            at=timezone.now(),
            status="parked" if number == answers - 1 else "in_talk",
            text=f"Antwort {number}.",
            key=f"form-{number}",
        )


def work_off_the_lists() -> None:
    """Call who stands on the list of calls, print and post the letters of the other list, and note it."""
    from django.utils import timezone

    from machbar.foundation.post.reaching import Call
    from machbar.modules.ideas.selectors import on_their_way
    from machbar.modules.ideas.services import note_call, note_posted, note_printed

    by, at = team(), timezone.now()
    for idea in {answer.idea for answer in on_their_way(by, "phone")}:
        note_call(idea=idea, by=by, at=at, call=Call(seen_tries=0, is_reached=True))
    letters = {answer.idea for answer in on_their_way(by, "letter")}
    note_printed(ideas=list(letters), at=at)
    for idea in letters:
        note_posted(idea=idea, by=by, on=timezone.localdate(at))


def let_worker_send() -> None:
    """A worker starts and works until nothing is left to do."""
    from django.core.management import call_command
    from django_tasks_db.models import DBTaskResult

    from machbar.foundation.post.tasks import deliver_due_letters
    from machbar.site.commands.worker import take_up_what_was_left

    take_up_what_was_left()
    # The clock's and the index's tasks have nothing to do with mails; without them a round is short.
    DBTaskResult.objects.exclude(task_path=deliver_due_letters.module_path).delete()
    call_command("db_worker", batch=True, interval=0.05, startup_delay=False, verbosity=0)


def answer_and_send(answers: int) -> None:
    """All that a day brings; done again it does nothing that is done."""
    answer_everybody(answers)
    work_off_the_lists()
    let_worker_send()


def half_done() -> list[str]:
    """What nobody may ever see, whatever was killed: an idea closed without its word, a mail without its letter."""
    from django.db.models import Exists, F, OuterRef, Q

    from machbar.modules.ideas.models import Answer, Idea

    word = Answer.objects.filter(idea=OuterRef("pk"), status=OuterRef("status"))
    reason = word.filter(text=OuterRef("reason"))
    is_answered, is_closed = ~Q(status=Idea.Status.NEW), Q(status__in=Idea.CLOSED)
    silent = Idea.objects.filter((is_answered & ~Exists(word)) | (is_closed & ~Exists(reason)))
    unanswered = Idea.objects.filter(status=Idea.Status.NEW, answers__isnull=False)
    unsent = Answer.objects.filter(sent_by="mail", letter=None).annotate(number=F("idea__number"))
    return [
        number
        for found in (silent, unanswered, unsent)
        for number in found.values_list("number", flat=True)
    ]


def outcome(log: Path, port: int) -> dict[str, object]:
    """What the mail server got and how the team sees it; a letter of which nobody knows is sent again by hand."""
    from django.utils import timezone

    from machbar.foundation.audit.models import AuditEntry
    from machbar.foundation.audit.services import verify_chain
    from machbar.foundation.post.models import Letter
    from machbar.foundation.post.selectors import undelivered
    from machbar.foundation.post.services import deliver_due, retry_letter
    from machbar.modules.ideas.models import Answer

    by, later = team(), timezone.now() + timedelta(minutes=11)
    letters = Letter.objects.filter(key__contains=":answer:")
    sending = list(letters.filter(state=Letter.State.SENDING))
    listed = set(undelivered(by.town, later).values_list("pk", flat=True))
    sent = lines(log, port)
    for letter in sending:
        retry_letter(letter=letter, by=by, at=later)
    deliver_due()
    notes = AuditEntry.objects.filter(event__in=["idea.called", "idea.letter_posted"])
    return {
        "answers": Answer.objects.count(),
        "on_lists": Answer.objects.exclude(sent_by="mail").filter(reached_on=None).count(),
        "notes": sorted(notes.values_list("event", flat=True)),
        "sent": sent,
        "unsure": [f"{letter.recipient} {which(letter.body)}" for letter in sending],
        "is_listed": {letter.pk for letter in sending} <= listed,
        "sent_in_the_end": lines(log, port),
        "states": sorted(set(letters.values_list("state", flat=True))),
        "chain_broken_at": verify_chain(by.town).broken_at,
    }


def lines(log: Path, port: int) -> list[str]:
    """What the mail server has taken up to now."""
    wait_for_server(port)
    return sorted(log.read_text(encoding="utf-8").splitlines()) if log.exists() else []


def forked(work: Callable[[], object]) -> int:
    """Run in a child process; its exit code, negative for a signal."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            if code:
                traceback.print_exc()
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def warm_up(answers: int) -> None:
    """Work once in this process, so that its forks find everything loaded; connections do not outlive it."""
    from django.db import connection

    answer_and_send(answers)
    half_done()
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT):  # the worker takes them
        signal.signal(each, signal.SIG_DFL)
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]
    gc.collect()
    gc.freeze()


def one_round(
    database: Renewed, folder: Path, port: int, answers: int, last: int
) -> tuple[int, dict[str, object]]:
    """Begin anew, work until the kill at step ``last``, take up again; how the first one ended, and the outcome."""
    log, result = folder / "sent", folder / "outcome"
    log.unlink(missing_ok=True)
    database.renew()

    def until_killed() -> None:
        count_steps(last)
        answer_and_send(answers)

    def take_up() -> None:
        halves = half_done()
        answer_and_send(answers)
        result.write_text(json.dumps({"half_done": halves, **outcome(log, port)}))

    ended = forked(until_killed)
    assert ended in {0, KILLED}, ended
    assert forked(take_up) == 0
    return ended, json.loads(result.read_text())


def all_rounds(database: Renewed, folder: Path, port: int, answers: int, stride: int) -> None:
    """One JSON line a round, until one survives."""
    database.renew()
    assert forked(prepare) == 0
    database.keep()
    database.renew()
    warm_up(answers)
    for last in itertools.count(1, stride):
        ended, result = one_round(database, folder, port, answers, last)
        print(json.dumps({"step": last, "survived": ended == 0, **result}), flush=True)
        if ended == 0:
            return


def main(arguments: Sequence[str]) -> None:
    """``FOLDER BEGINNING ANSWERS STRIDE``; ``BEGINNING`` is a migrated database: a file, or one on PostgreSQL."""
    folder, answers, stride = Path(arguments[0]), int(arguments[2]), int(arguments[3])
    database = database_of(folder, arguments[1])
    with open_server() as server:
        port = int(server.server_address[1])
        set_up(folder, port)
        child = os.fork()
        if child == 0:
            server.serve_forever()
    try:
        all_rounds(database, folder, port, answers, stride)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        database.remove()


if __name__ == "__main__":
    main(sys.argv[1:])
