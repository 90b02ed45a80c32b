"""Answers and the worker's mails in a process that is killed at its n-th step; started by `test_send_log`.

A step lies before and behind every statement, every commit and every mail that the mail server takes. For each n the
database begins anew, the person answers and the worker sends until SIGKILL; then the person sends the same forms again
and a new worker starts, and what the mail server got is written down. Forking keeps a round cheap.
"""

import itertools
import json
import os
import re
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

MORNING = datetime(2026, 9, 24, 8, 0, tzinfo=UTC)
KILLED = -signal.SIGKILL
GIVERS = {"a@example.invalid": "mail", "b@example.invalid": "mail", "0531 12345": "phone"}


class Steps:
    """Counts steps and kills this process at one of them (0: never)."""

    def __init__(self) -> None:
        self.taken = 0
        self.last = 0

    def take(self) -> None:
        self.taken += 1
        if self.taken == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


STEPS = Steps()


def set_up(folder: Path) -> None:
    """Django with a database and a send log of its own in ``folder``."""
    os.environ["MACHBAR_DATA"] = str(folder)
    os.environ["MACHBAR_DATABASE_URL"] = ""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.conf import settings

    # Loaded once here, so that no fork has to.
    from django.core.management import get_commands, load_command_class
    from django.urls import get_resolver

    load_command_class(get_commands()["db_worker"], "db_worker")
    assert get_resolver().url_patterns
    settings.EMAIL_BACKEND = "tests.crash.sending.SendLog"


def prepare() -> None:
    """A town with ideas of givers who left a mail address or a phone number; their receipts have left."""
    from django.core.management import call_command
    from django.db import connection

    from machbar.foundation.access.actor import Actor
    from machbar.foundation.post.models import Letter
    from machbar.foundation.testing import make_town
    from machbar.modules.ideas.services import hand_in_idea

    call_command("migrate", verbosity=0)
    town = make_town(key="lutterstadt")
    for contact in GIVERS:
        hand_in_idea(
            by=Actor(town=town), at=MORNING, form_key=contact, text="Idee", contact=contact
        )
    Letter.objects.update(state=Letter.State.SENT)
    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def answer_and_send(answers: int) -> None:
    """A person answers every giver, then a worker starts and works until nothing is left to do."""
    from django.core.management import call_command
    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    from machbar.foundation.access.actor import Actor
    from machbar.foundation.post.tasks import deliver_due_letters
    from machbar.modules.ideas.models import Idea
    from machbar.modules.ideas.services import answer_idea
    from machbar.site.commands.worker import take_up_what_was_left

    for number, idea in itertools.product(range(answers), Idea.objects.order_by("pk")):
        answer_idea(
            idea=idea,
            by=Actor(town=idea.town, system=True),
            at=timezone.now(),
            status="in_talk",
            text=f"Antwort {number}.",
            key=f"form-{number}",
        )
    take_up_what_was_left()
    # The clock's and the index's tasks have nothing to do with mails; without them a round is short.
    DBTaskResult.objects.exclude(task_path=deliver_due_letters.module_path).delete()
    call_command("db_worker", batch=True, interval=0.05, startup_delay=False, verbosity=0)


def count_steps(last: int) -> None:
    """From now on every step of this process counts; at ``last`` it dies."""
    from django.db import connection

    def around(execute: Callable[..., Any], *arguments: Any) -> Any:
        STEPS.take()
        result = execute(*arguments)
        STEPS.take()
        return result

    commit: Callable[[], None] = connection._commit  # type: ignore[attr-defined] # of Django's inside

    def committing() -> None:
        STEPS.take()
        commit()
        STEPS.take()

    STEPS.last = last
    connection.execute_wrappers.append(around)
    connection._commit = committing  # type: ignore[attr-defined]


def outcome(log: Path) -> dict[str, object]:
    """What the mail server got and how the team sees it; a letter of which nobody knows is sent again by hand."""
    from django.utils import timezone

    from machbar.foundation.access.actor import Actor
    from machbar.foundation.post.models import Letter
    from machbar.foundation.post.selectors import undelivered
    from machbar.foundation.post.services import deliver_due, retry_letter
    from machbar.foundation.towns.models import Town
    from machbar.modules.ideas.models import Answer

    town = Town.objects.get()
    answers = Letter.objects.filter(key__contains=":answer:")
    sending = list(answers.filter(state=Letter.State.SENDING))
    later = timezone.now() + timedelta(minutes=11)
    listed = set(undelivered(town, later).values_list("pk", flat=True))
    sent = lines(log)
    for letter in sending:
        retry_letter(letter=letter, by=Actor(town=town, system=True), at=later)
    deliver_due()
    return {
        "answers": Answer.objects.count(),
        "calls": Answer.objects.filter(sent_by="phone", reached_on=None).count(),
        "sent": sorted(sent),
        "unsure": [f"{letter.recipient} {which(letter.body)}" for letter in sending],
        "is_listed": {letter.pk for letter in sending} <= listed,
        "sent_in_the_end": sorted(lines(log)),
        "states": sorted(answers.values_list("state", flat=True)),
    }


def which(body: str) -> str:
    """The answer that a mail carries."""
    found = re.search(r"Antwort \d+", body)
    return found[0] if found else "?"


def lines(log: Path) -> list[str]:
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


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


def one_round(folder: Path, answers: int, last: int) -> tuple[int, dict[str, object]]:
    """Begin anew, work until the kill at step ``last``, take up again; how the first one ended, and the outcome."""
    database, log = folder / "machbar.sqlite3", folder / "sent"
    for name in (database.name, f"{database.name}-wal", f"{database.name}-shm", log.name):
        (folder / name).unlink(missing_ok=True)
    shutil.copy(folder / "template", database)

    def first() -> None:
        count_steps(last)
        answer_and_send(answers)

    ended = forked(first)
    assert ended in {0, KILLED}, ended
    assert ended == 0 or forked(lambda: answer_and_send(answers)) == 0
    result = folder / "outcome"
    assert forked(lambda: result.write_text(json.dumps(outcome(log)))) == 0
    return ended, json.loads(result.read_text())


def main(arguments: Sequence[str]) -> None:
    """``FOLDER ANSWERS STRIDE``: one JSON line a round, until one survives."""
    folder, answers, stride = Path(arguments[0]), int(arguments[1]), int(arguments[2])
    set_up(folder)
    assert forked(prepare) == 0
    (folder / "machbar.sqlite3").rename(folder / "template")
    for last in itertools.count(1, stride):
        ended, result = one_round(folder, answers, last)
        print(json.dumps({"step": last, "survived": ended == 0, **result}), flush=True)
        if ended == 0:
            return


if __name__ == "__main__":
    main(sys.argv[1:])
