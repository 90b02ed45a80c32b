"""Races: the same deed from several threads at once, on a real SQLite file or on PostgreSQL.

Django keeps the SQLite of the tests in memory, where locks differ from those of a file; there the race runs in a
process of its own on a file that is a copy of the (empty) database of the tests. On PostgreSQL it runs here.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests import racing_rooms
from tests.databases import write_test_database
from tests.threads import ROUNDS, THREADS, at_once


def race(name: str, folder: Path) -> dict[str, object]:
    """What the scenario found."""
    from django.db import connection

    if connection.vendor != "sqlite":
        return SCENARIOS[name]()
    write_test_database(folder / "machbar.sqlite3")
    environment = {**os.environ, "MACHBAR_DATA": str(folder), "MACHBAR_DATABASE_URL": ""}
    environment["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(
        [sys.executable, "-m", "tests.racing", name],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def audit() -> dict[str, object]:
    """Entries from all threads into one chain."""
    from machbar.foundation.access.actor import Actor
    from machbar.foundation.audit.services import record, verify_chain
    from machbar.foundation.testing import make_town

    town = make_town()
    by = Actor(town=town, system=True)
    at_once(lambda thread: record("race.ran", on=town, by=by), times=ROUNDS)
    report = verify_chain(town)
    return {"entries": report.entries, "broken_at": report.broken_at}


def numbers() -> dict[str, object]:
    """Running numbers, drawn by all threads."""
    from machbar.foundation.testing import make_town
    from machbar.foundation.towns.services import next_number

    town = make_town(number_prefix="L")
    drawn = at_once(lambda thread: next_number(town=town, series="idea", year=2026), times=ROUNDS)
    return {"drawn": len(drawn), "different": len(set(drawn)), "last": max(drawn)}


def letters() -> dict[str, object]:
    """Every thread delivers everything that waits."""
    from django.core import mail

    from machbar.foundation.post.models import Letter
    from machbar.foundation.post.services import deliver_due, send_letter
    from machbar.foundation.testing import make_town

    town = make_town()
    for number in range(ROUNDS):
        send_letter(town=town, to="a@example.invalid", subject="S", body="B", key=f"race:{number}")
    mail.outbox = []
    at_once(lambda thread: deliver_due())
    sent = Letter.objects.filter(town=town, state=Letter.State.SENT).count()
    return {"sent": sent, "left": len(mail.outbox)}


def letter_rows() -> dict[str, object]:
    """Every thread writes the same letter."""
    from machbar.foundation.post.models import Letter
    from machbar.foundation.post.services import send_letter
    from machbar.foundation.testing import make_town

    town = make_town()
    at_once(
        lambda thread: (
            send_letter(town=town, to="a@example.invalid", subject="S", body="B", key="same").pk
        ),
        times=ROUNDS,
    )
    return {"rows": Letter.objects.filter(town=town).count()}


def pairing() -> dict[str, object]:
    """Every thread enters the same code."""
    from django.core.cache import cache
    from django.utils import timezone

    from machbar.foundation.access.exceptions import PairingRefused
    from machbar.foundation.access.services import announce_device, pair_device
    from machbar.foundation.people.models import Role
    from machbar.foundation.testing import make_actor

    cache.clear()
    admin = make_actor(Role.ADMIN)
    now = timezone.now()
    _device, code = announce_device(by=admin, name="Tablet", at=now)

    def enter(thread: int) -> bool:
        try:
            pair_device(town=admin.town, code=code, at=now)
        except PairingRefused:
            return False
        return True

    return {"paired": sum(at_once(enter))}


def groups() -> dict[str, object]:
    """Every thread sends the same request and the same letter, and takes the same task for a member of its own."""
    from django.utils import timezone

    from machbar.foundation.access.actor import Actor
    from machbar.foundation.post.models import Letter
    from machbar.foundation.testing import make_town
    from machbar.modules.coordination.exceptions import AlreadyDecided
    from machbar.modules.coordination.models import GroupLetter, Member
    from machbar.modules.coordination.services import ask_to_join, take_task, write_letter
    from machbar.modules.coordination.tests.builders import make_member, make_project, make_task

    town = make_town()
    project = make_project(town)
    members = [make_member(project, contact=f"{at}@example.invalid") for at in range(THREADS)]
    task = make_task(project)
    house = Actor(town=town, system=True)
    Letter.objects.all().delete()

    def work(thread: int) -> bool:
        now = timezone.now()
        ask_to_join(
            project=project, by=house, at=now, form_key="same", name="Anna", contact="0531 12345"
        )
        write_letter(project=project, by=house, at=now, form_key="same", subject="S", text="T")
        try:
            take_task(task=task, owner=members[thread], by=house, at=now)
        except AlreadyDecided:
            return False
        return True

    taken = sum(at_once(work))
    return {
        "taken": taken,
        "requests": Member.objects.filter(state=Member.State.ASKED).count(),
        "letters": GroupLetter.objects.count(),
        "mails": Letter.objects.count(),
    }


def slots() -> dict[str, object]:
    """Every thread tries to book the same slot, each time as somebody else."""
    from machbar.foundation.post.models import Letter
    from machbar.foundation.testing import make_town
    from machbar.modules.meetings.exceptions import SlotTaken
    from machbar.modules.meetings.models import Booking
    from machbar.modules.meetings.tests.builders import FOUR, make_booking, make_presence

    presence = make_presence(make_town())

    def take(thread: int) -> bool:
        try:
            make_booking(presence, starts_at=FOUR, contact=f"{thread}@example.invalid")
        except SlotTaken:
            return False
        return True

    tries = at_once(take, times=11)
    return {
        "tries": len(tries),
        "booked": sum(tries),
        "rows": Booking.objects.count(),
        "mails": Letter.objects.count(),
    }


def sketches() -> dict[str, object]:
    """Every thread saves the same step, finishes the sketch, and saves the same field of the sheet."""
    from django.utils import timezone

    from machbar.foundation.people.models import Role
    from machbar.foundation.testing import make_actor
    from machbar.modules.projects.core import SketchStep
    from machbar.modules.projects.exceptions import ChangedMeanwhile, ProjectError
    from machbar.modules.projects.models import Sketch, SketchEdition
    from machbar.modules.projects.services import (
        change_sheet,
        create_project,
        finish_sketch,
        save_step,
    )

    lotse = make_actor(Role.LOTSE)
    now = timezone.now()
    project = create_project(by=lotse, at=now, title="Skizze")

    def save(step: SketchStep, text: str, **variant: object) -> bool:
        try:
            save_step(
                project=project,
                step=step,
                text=text,
                variants={"A": variant},
                by=lotse,
                at=now,
                seen_version=0,
            )
        except ChangedMeanwhile:
            return False
        return True

    won = sum(at_once(lambda thread: save(SketchStep.RISKS, f"Risiko {thread}")))
    version = Sketch.objects.get().version
    save(SketchStep.OCCASION, "Anlass")
    save(SketchStep.VARIANTS, "", name="Klein")
    save(SketchStep.FOLLOW_UP, "", yearly=100)
    save(SketchStep.DECISION, "Entscheidung")
    seen = Sketch.objects.get().version

    def finish(thread: int) -> bool:
        try:
            finish_sketch(project=project, by=lotse, at=now, seen_version=seen)
        except ProjectError:
            return False
        return True

    def sheet(thread: int) -> bool:
        try:
            change_sheet(
                project=project, by=lotse, at=now, seen_version=1, values={"goals": str(thread)}
            )
        except ProjectError:
            return False
        return True

    at_once(finish)
    return {
        "won": won,
        "version": version,
        "editions": SketchEdition.objects.count(),
        "sheet": sum(at_once(sheet)),
    }


SCENARIOS: dict[str, Callable[[], dict[str, object]]] = {
    "audit": audit,
    "numbers": numbers,
    "letters": letters,
    "letter_rows": letter_rows,
    "pairing": pairing,
    "groups": groups,
    "slots": slots,
    "rooms": racing_rooms.rooms,
    "room_deeds": racing_rooms.room_deeds,
    "searches": racing_rooms.searches,
    "walkers": racing_rooms.walkers,
    "sketches": sketches,
}


def main(name: str) -> None:
    """Run one scenario on the file that lies there and print what it found."""
    import django

    django.setup()
    from django.conf import settings

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    print(json.dumps(SCENARIOS[name]()))


if __name__ == "__main__":
    main(sys.argv[1])
