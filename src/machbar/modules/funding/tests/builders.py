"""Builders of this module's tests: a town with a team, projects, programmes, and a catalogue of any size."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from django.test import Client
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Person, Role, RoleInTown
from machbar.foundation.towns.models import Town
from machbar.modules.funding.core.record import entry_of
from machbar.modules.funding.core.tests.samples import RECORD
from machbar.modules.funding.models import Programme
from machbar.modules.funding.services import import_catalogue
from machbar.modules.projects.models import Project
from machbar.modules.projects.services import create_project, publish_project
from machbar.reasoning.reading import Record, Where

AT = datetime(2026, 9, 24, 10, 0, tzinfo=UTC)
TODAY = date(2026, 9, 24)


def make_town(key: str = "koenigslutter", **fields: object) -> Town:
    """A town whose pages answer under its own host name."""
    values = {
        "key": key,
        "host": f"{key}.example.org",
        "name": key.capitalize(),
        "short_name": key.capitalize(),
        "number_prefix": "K",
        "state": "Niedersachsen",
    }
    return Town.objects.create(**{**values, **fields})


def team_of(town: Town) -> Actor:
    """The house itself, acting in a town."""
    return Actor(town=town, system=True)


def make_person(town: Town, *roles: Role) -> Person:
    """A person with these roles."""
    number = Person.objects.count()
    person = Person.objects.create_person(email=f"p{number}@example.org", name=f"Person {number}")
    for role in roles:
        RoleInTown.objects.create(town=town, person=person, role=role)
    return person


def signed_in(town: Town, *roles: Role) -> Client:
    """A browser of somebody with these roles (none: a guest) at the town's host."""
    client = Client(headers={"host": town.host})
    if roles:
        client.force_login(
            make_person(town, *roles), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
    return client


def make_project(town: Town, title: str = "Werkstatt", *, is_public: bool = False) -> Project:
    """A project, perhaps one that everybody sees."""
    project = create_project(by=team_of(town), at=AT, title=title)
    if is_public:
        publish_project(project=project, by=team_of(town), at=AT)
    return project


def make_programme(town: Town, **fields: object) -> Programme:
    """One programme of the catalogue; fields are those of the record."""
    make_programmes(town, [fields])
    return Programme.objects.get(town=town, key=fields.get("id", RECORD["id"]))


def make_programmes(town: Town, records: Sequence[Mapping[str, object]]) -> None:
    """Many programmes at once."""
    checked = []
    for fields in records:
        each = Record(where=Where(file="test"), values={**RECORD, **fields})  # type: ignore[dict-item]
        checked.append((each, entry_of(each)))
    import_catalogue(by=team_of(town), at=timezone.now(), checked=checked)


def many(count: int) -> list[dict[str, object]]:
    """Records that differ in key and name."""
    return [{"id": f"probe-{n:05d}", "name": f"Probeprogramm {n:05d}"} for n in range(count)]


def catalogue_file(folder: Path, *lines: str) -> Path:
    """A catalogue file with these lines."""
    path = folder / "katalog.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
