"""The archive of a town: what is in it for whom, that it reads alone, how it is ordered and fetched."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.contacts.tests.builders import make_contact
from machbar.foundation.people.models import Role
from machbar.foundation.privacy.wiping import wipe
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.foundation.ui.formats import euros
from machbar.modules.coordination.tests.builders import make_member, make_project, make_task
from machbar.modules.funding.services import choose_programme
from machbar.modules.funding.tests.builders import make_programme
from machbar.modules.ideas.tests.builders import make_idea
from machbar.modules.ideas.tests.photos import make_idea_with_photo
from machbar.modules.meetings.tests.builders import make_talk
from machbar.modules.premises.tests.builders.outside import make_owner, make_public_unit
from machbar.modules.projects.models import OperationPlan
from machbar.modules.projects.tests.sketches import named, written
from machbar.site.archiving import shelf, tasks
from machbar.site.archiving.gathering import Sort
from machbar.site.archiving.tests.reading import dead_links, read
from machbar.site.archiving.writing import write_archive

pytestmark = pytest.mark.django_db
NOW = timezone.now()
PAGE = "/werkstatt/einstellungen/archiv/"
INSIDE = {
    "marke-kontakt@example.invalid",
    "MarkeGeheimprojekt",
    "MarkeAufgabe",
    "MarkeGespraech",
    "MarkeAdressbuch",
    "MarkeRaumnotiz",
    "MarkeInnenidee",
}
NOWHERE = {"MarkePrivat", "MarkeEigentum"}


@pytest.fixture
def town() -> Town:
    """A town with something public, and a mark in each thing that is not."""
    town = make_town()
    make_idea(
        town, text="Eine Bank am Markt", contact="marke-kontakt@example.invalid", is_public=True
    )
    make_idea(town, text="MarkeInnenidee")
    make_idea_with_photo(town)
    project = make_project(town, title="Offene Werkstatt")
    make_task(project, title="MarkeAufgabe", due_on=date(2031, 5, 2), owner=make_member(project))
    make_project(town, title="MarkeGeheimprojekt", is_public=False)
    make_talk(town, said="MarkeGespraech", private_note="MarkePrivat")
    make_contact(town=town, name="MarkeAdressbuch")
    owner = make_owner(town=town, name="MarkeEigentum")
    make_public_unit(town=town, owner=owner, internal_note="MarkeRaumnotiz")
    return town


def test_the_public_one_holds_what_is_public_and_the_full_one_all(
    town: Town, tmp_path: Path
) -> None:
    for sort in Sort:
        write_archive(tmp_path / f"{sort}.zip", town=town, sort=sort, now=NOW)

    public, full = (read(tmp_path / f"{sort}.zip") for sort in (Sort.PUBLIC, Sort.FULL))

    for texts in (public, full):
        whole = "\n".join(texts.values())
        assert list(dead_links(texts)) == []
        assert "<script" not in whole
        assert "Eine Bank am Markt" in whole
        assert "Offene Werkstatt" in whole
        assert "Beispielstraße" in whole
        assert [name for name in texts if name.startswith("bilder/")] != []
        assert {mark for mark in NOWHERE if mark in whole} == set()
    assert {mark for mark in INSIDE if mark in "\n".join(public.values())} == set()
    assert {mark for mark in INSIDE if mark in "\n".join(full.values())} == INSIDE
    assert "2. Mai 2031" in full["index.html"]
    assert "MarkeAufgabe" in full["tabellen/aufgaben-excel.csv"]
    assert "tabellen/aufgaben-excel.csv" not in public
    assert sorted(tmp_path.glob(".*.part")) == []


def test_the_full_one_tells_the_sketch_the_years_after_and_what_must_be_applied_for(
    tmp_path: Path,
) -> None:
    lotse = named(Role.LOTSE, "Lotsin", make_town())
    project = written(lotse, yearly=120_000, yearly_note="MarkeBauhof")
    plan = OperationPlan(project=project, changed_at=NOW, gap_covered_by="MarkeFörderkreis")
    plan.totals = [[120_000, 20_000, 40], [120_000, 60_000, 40], [120_000, 90_000, 40]]
    plan.save()
    programme = make_programme(lotse.town, deadline_dates=["05-02"])
    choose_programme(project=project, programme=programme, by=lotse, at=NOW)
    for sort in Sort:
        write_archive(tmp_path / f"{sort}.zip", town=lotse.town, sort=sort, now=NOW)

    public, full = (read(tmp_path / f"{sort}.zip") for sort in (Sort.PUBLIC, Sort.FULL))

    page = full[f"projekte/{project.public_id}.html"]
    assert "Vier Stangen" in page
    assert f"{euros(120_000)}: MarkeBauhof" in page
    assert "MarkeFörderkreis" in page
    assert euros(30_000) in page
    assert f"Beantragen: {programme.name}" in full["index.html"]
    assert "Beantragen" not in "".join(public.values())
    assert "Marke" not in "".join(public.values())


def test_an_admin_orders_one_fetches_it_and_it_goes_after_a_week(town: Town) -> None:
    admin, lotse = Client(), Client()
    admin.force_login(make_person(Role.ADMIN, town=town))
    lotse.force_login(make_person(Role.LOTSE, town=town))

    ordered = [admin.post(PAGE, {"sort": "oeffentlich"}, follow=True) for _click in range(2)]
    tasks.make_archive.call(town.pk, "oeffentlich")
    [ready] = shelf.ready(town, NOW)
    page = admin.get(PAGE).content.decode()
    fetched = admin.post(reverse("archive_fetch", args=[ready.path.name]))

    assert "Das Archiv wird gemacht." in ordered[0].content.decode()
    assert "Dieses Archiv wird schon gemacht." in ordered[1].content.decode()
    assert ready.path.name in page
    assert b"".join(fetched.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    assert fetched["Content-Disposition"] == f'attachment; filename="{ready.path.name}"'
    assert AuditEntry.objects.filter(event="archive.fetched").count() == 1
    assert lotse.get(PAGE).status_code == 403
    assert lotse.post(reverse("archive_fetch", args=[ready.path.name])).status_code == 403
    other = make_town(key="andere", host="andere.example.org")
    assert shelf.ready(other, NOW) == []
    shelf.clear(NOW + timedelta(days=8))
    assert shelf.ready(town, NOW) == []
    assert not ready.path.exists()


def test_a_new_one_takes_the_place_of_the_older_of_its_sort(town: Town) -> None:
    for sort in (Sort.PUBLIC, Sort.FULL):
        shelf.new_path(town, sort, NOW - timedelta(hours=1)).write_bytes(b"fiktiv")
    newer = shelf.new_path(town, Sort.PUBLIC, NOW)
    newer.write_bytes(b"fiktiv")

    shelf.clear(NOW)

    assert {each.sort for each in shelf.ready(town, NOW)} == set(Sort)
    assert len(shelf.ready(town, NOW)) == 2
    assert newer.exists()


def test_an_erasure_leaves_no_archive_behind() -> None:
    town = make_town()
    shelf.new_path(town, Sort.FULL, NOW).write_bytes(b"fiktiv")

    wipe()

    assert shelf.ready(town, NOW) == []
