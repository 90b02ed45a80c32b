"""What lies on the shelves of an archive, for whom; twenty things cost no more than one."""

import secrets
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone, translation
from pytest_django.fixtures import DjangoAssertNumQueries

from machbar.foundation.people.models import Role
from machbar.foundation.team.models import Departure
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import LegalNotice, SpecialOpening, Town
from machbar.modules.coordination.tests.builders import make_member, make_project
from machbar.modules.ideas.models import Bundle
from machbar.modules.ideas.tests.builders import make_idea
from machbar.modules.meetings.tests.builders import make_booking, make_presence, make_talk
from machbar.modules.premises.models import Bookable, Mediation, RoomBooking, UseSpell
from machbar.modules.premises.tests.builders.demand import make_public_demand
from machbar.modules.premises.tests.builders.mediation import (
    make_demand,
    make_mediation,
    make_owner,
    make_running,
    make_terms,
    make_unit,
)
from machbar.modules.premises.tests.builders.rooms import make_room
from machbar.site.archiving.gathering import Contents, Sort, gather
from machbar.site.archiving.tests.reading import dead_links, read, shown
from machbar.site.archiving.writing import write_archive

pytestmark = pytest.mark.django_db
NOW = timezone.now()
NEW = ("gesuche", "vermittlungen", "belegung", "sprechstunden", "team", "haus", "buendel")


def book(bookable: Bookable, **fields: object) -> RoomBooking:
    """The room in a week, as a row: nothing is asked of the calendar."""
    values: dict[str, object] = {
        "number": f"L-B-{secrets.token_hex(4)}",
        "starts_at": NOW + timedelta(days=7),
        "ends_at": NOW + timedelta(days=7, hours=2),
        "state": RoomBooking.State.BOOKED,
        "form_key": secrets.token_hex(8),
        "created_at": NOW,
        "changed_at": NOW,
        **fields,
    }
    return RoomBooking.objects.create(town=bookable.town, bookable=bookable, **values)


def written(town: Town, tmp_path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Both archives of a town, the public one first."""
    for sort in Sort:
        write_archive(tmp_path / f"{sort}.zip", town=town, sort=sort, now=NOW)
    public, full = (read(tmp_path / f"{sort}.zip") for sort in (Sort.PUBLIC, Sort.FULL))
    assert [*dead_links(public), *dead_links(full)] == []
    return public, full


def test_searches_are_public_in_their_public_words(tmp_path: Path) -> None:
    town = make_town()
    seen = make_public_demand(
        town,
        title="Werkstatt gesucht",
        rent_max_cents=25_000,
        name="MarkeName",
        contact="marke@example.invalid",
        details="MarkeIntern",
    )
    inside = make_demand(town, title="MarkeInnen", expires_on=date(2031, 5, 2))
    spam = make_demand(town, title="MarkeSpam", is_suspicious=True, expires_on=date(2031, 5, 2))

    public, full = written(town, tmp_path)

    page, whole = f"gesuche/{seen.public_id}.html", "".join(full.values())
    assert "höchstens 250 € im Monat" in shown(public[page])
    assert "Marke" not in "".join(public.values())
    for words in ("MarkeName", "marke@example.invalid", "MarkeIntern"):
        assert words in full[page]
    assert f"gesuche/{inside.public_id}.html" in full
    assert spam.title not in whole


def test_mediations_tell_the_terms_the_path_and_what_was_learned_but_no_owner(
    tmp_path: Path,
) -> None:
    town = make_town()
    owner = make_owner(town, name="MarkeEigentum", contact="marke@example.invalid")
    mediation = make_running(
        town,
        unit=make_unit(town, owner=owner),
        terms=make_terms(ends_on=date(2031, 5, 2), special_terms="Schlüssel beim Bäcker"),
    )
    Mediation.objects.filter(pk=mediation.pk).update(
        learned="Früher fragen", owner_said="MarkeAntwort", seeker_said="MarkeAntwort"
    )
    mediation.steps.update(note="MarkeNotiz")

    public, full = written(town, tmp_path)

    page = shown(full[f"vermittlungen/{mediation.public_id}.html"])
    for words in (
        "Miete im Monat 200 €",
        "Kaution 400 €",
        "Endet am 2. Mai 2031",
        "Schlüssel beim Bäcker",
        "die Nutzung beginnt",
        "Was wir gelernt haben Früher fragen",
    ):
        assert words in page
    assert "Die Nutzung eines Raums endet" in shown(full["index.html"])
    assert "2. Mai 2031" in full["index.html"]
    assert "Marke" not in "".join(full.values())
    assert not [name for name in public if name.startswith("vermittlungen/")]
    assert "Früher fragen" not in "".join(public.values())


def test_the_room_shows_its_programme_to_all_and_its_guests_to_the_board(tmp_path: Path) -> None:
    room = make_room(make_town())
    book(room, title="Spieleabend", is_public=True, name="MarkeGast", contact="05353 99")
    book(room, title="MarkePrivat")
    book(room, title="MarkeVorbei", is_public=True, starts_at=NOW - timedelta(days=9), ends_at=NOW)
    asked = NOW + timedelta(days=2)
    book(room, title="MarkeGefragt", state=RoomBooking.State.ASKED, kept_until=asked)
    book(room, title="Werbung", is_suspicious=True)

    public, full = written(room.town, tmp_path)

    page = f"belegung/{room.public_id}.html"
    assert "Spieleabend" in public[page]
    assert "Bitte fegen." in public[page]
    assert "Marke" not in "".join(public.values())
    assert "Projekt" not in full[page]  # nobody has named one: no empty column
    for words in ("MarkeGast", "05353 99", "MarkePrivat", "MarkeVorbei", "MarkeGefragt"):
        assert words in full[page]
    assert "Anfrage beantworten: MarkeGefragt" in full["index.html"]
    assert "Werbung" not in "".join(full.values())


def test_office_hours_are_public_and_who_came_is_not(tmp_path: Path) -> None:
    town = make_town()
    booking = make_booking(make_presence(town, who="PL", place="Tresen"), name="MarkeGast")
    make_presence(town, who="MarkeVorbei", last_day=date(2026, 11, 26))
    booking.presence.days_off.create(on=date(2031, 5, 2), reason="Fortbildung")

    public, full = written(town, tmp_path)

    page = f"sprechstunden/{booking.presence.public_id}.html"
    for texts in (public, full):
        assert "16:00 bis 18:00 Uhr" in texts[page]
        assert "Fortbildung" in texts[page]
    assert "Marke" not in "".join(public.values())
    assert "MarkeGast" in full[page]
    assert "MarkeVorbei" in "".join(full.values())


def test_the_team_stands_in_the_full_one_with_roles_and_who_has_left(tmp_path: Path) -> None:
    town = make_town()
    lotse = make_person(Role.LOTSE, Role.ADMIN, town=town, name="MarkeLotsin")
    gone = make_person(town=town, name="MarkeFort")
    Departure.objects.create(town=town, person=gone, left_at=NOW)
    back = make_person(Role.EDITOR, town=town, name="MarkeWieder")
    Departure.objects.create(town=town, person=back, left_at=NOW)
    talk = make_talk(town, said="Über den Keller")
    talk.person = lotse
    talk.save(update_fields=["person"])

    public, full = written(town, tmp_path)

    assert "Projektlotsin oder -lotse, Admin" in full[f"team/{lotse.public_id}.html"]
    assert "Ausgeschieden am" in full[f"team/{gone.public_id}.html"]
    assert "Ausgeschieden am" not in full[f"team/{back.public_id}.html"]
    assert "MarkeLotsin Projektlotsin oder -lotse, Admin" in shown(full["team/index.html"])
    assert "MarkeFort hat das Team verlassen" in shown(full["team/index.html"])
    assert "Notiert von MarkeLotsin" in shown(full[f"gespraeche/{talk.public_id}.html"])
    assert "Marke" not in "".join(public.values())


def test_the_house_says_its_hours_and_its_imprint_to_everybody(tmp_path: Path) -> None:
    town = make_town(imprint="Erreichbar auch samstags.", contact_phone="05353 1234")
    LegalNotice.objects.create(
        town=town, body="Verein Machbar e. V. (fiktiv)", represented_by="Vorsitz", barriers="Karte"
    )
    SpecialOpening.objects.create(town=town, day=date(2031, 5, 2), note="Stadtfest")

    for texts in written(town, tmp_path):
        page = shown(texts["haus/angaben.html"])
        assert "Träger Verein Machbar e. V. (fiktiv)" in page
        assert "Außerdem Erreichbar auch samstags." in page
        assert "05353 1234" in page
        assert "2. Mai 2031 geschlossen Stadtfest" in page
        assert "Karte" not in page  # a statement on access counts from the day it was checked


def test_amounts_of_rooms_bear_the_euro_and_their_past_stands_there(tmp_path: Path) -> None:
    town = make_town()
    unit = make_unit(town, rent_cents=20_000, running_cents=5_050)
    UseSpell.objects.create(unit=unit, use="Eisdiele", since="1961", until="1987-07")

    _public, full = written(town, tmp_path)

    page = shown(full[f"raeume/{unit.public_id}.html"])
    assert "Miete im Monat 200 €" in page
    assert "Nebenkosten im Monat 50,50 €" in page
    assert "1961 Juli 1987 Eisdiele" in page


def test_the_group_of_a_project_stands_in_the_full_one(tmp_path: Path) -> None:
    town = make_town()
    project = make_project(town)
    make_member(project, name="MarkeMitglied", contact="05353 77")

    public, full = written(town, tmp_path)

    assert "MarkeMitglied" in full[f"projekte/{project.public_id}.html"]
    assert "05353 77" in full[f"projekte/{project.public_id}.html"]
    assert "MarkeMitglied" not in "".join(public.values())


def test_a_project_tells_its_sources_what_was_said_and_the_lines_of_its_operation(
    tmp_path: Path,
) -> None:
    town = make_town()
    project = make_project(town)
    project.references.create(label="Stadtblatt", url="https://beispiel.invalid/1")
    project.status_lines.create(text="MarkeFrüher", said_at=NOW, ended_at=NOW)
    project.status_lines.create(text="Besichtigung am Samstag", said_at=NOW)
    project.operation_lines.create(side="cost", label="MarkeStrom", year_1=12_000)
    project.operation_lines.create(side="hours", label="MarkeDienst", year_1=40)

    public, full = written(town, tmp_path)

    page = f"projekte/{project.public_id}.html"
    for texts in (public, full):
        assert "Besichtigung am Samstag" in texts[page]
        assert "https://beispiel.invalid/1" in shown(texts[page])
        assert "beispiel.<wbr>invalid/<wbr>1" in texts[page]
    assert "Marke" not in "".join(public.values())
    assert "MarkeFrüher" in full[page]
    assert "MarkeStrom 120 € 0 € 0 €" in shown(full[page])
    assert "MarkeDienst 40 0 0" in shown(full[page])


def test_bundles_hold_their_ideas_and_the_public_one_only_those_of_the_wall(tmp_path: Path) -> None:
    town = make_town()
    bundle = make_bundle(town, published_at=NOW)
    bundle.ideas.add(
        make_idea(town, text="Eine Bank am Markt", is_public=True),
        make_idea(town, text="MarkeInnen"),
        through_defaults={"since": NOW},
    )
    make_bundle(town, title="MarkeBündel")

    public, full = written(town, tmp_path)

    page = f"buendel/{bundle.public_id}.html"
    assert "Eine Bank am Markt" in public[page]
    assert "Marke" not in "".join(public.values())
    assert "MarkeInnen" in full[page]
    assert "MarkeBündel" in full["buendel/index.html"]


def make_bundle(town: Town, **fields: object) -> Bundle:
    values: dict[str, object] = {
        "title": "Sitzen in der Stadt",
        "form_key": secrets.token_hex(8),
        "created_at": NOW,
        **fields,
    }
    return Bundle.objects.create(town=town, **values)


def fill(town: Town, rows: int) -> None:
    """So many things of each kind that has a shelf or a part here."""
    project, presence, room = make_project(town), make_presence(town, places=rows), make_room(town)
    for row in range(rows):
        make_running(town, unit=make_unit(town))
        make_mediation(town)
        make_public_demand(town)
        make_presence(town).days_off.create(on=date(2031, 5, 2), reason="Fortbildung")
        make_booking(presence, contact=f"gast-{row}@example.invalid")
        make_talk(town)
        book(room, title="Spieleabend", is_public=True, project=project)
        person = make_person(Role.EDITOR, town=town)
        gone = make_person(town=town)
        Departure.objects.create(town=town, person=gone, left_at=NOW)
        make_member(project, contact=f"{person.public_id}@example.invalid")
        bundle = make_bundle(town, published_at=NOW)
        idea = make_idea(town, text="Eine Bank", is_public=True)
        bundle.ideas.add(idea, through_defaults={"since": NOW})
        UseSpell.objects.create(unit=make_unit(town), use="Eisdiele", since="1961")
        day = date(2031, 1, 1) + timedelta(days=town.special_openings.count())
        SpecialOpening.objects.create(town=town, day=day)
        make_project(town).references.create(label="Stadtblatt", url="https://beispiel.invalid/1")


def counts_of(contents: Contents) -> dict[str, int]:
    return {shelf.key: len(shelf.things) for shelf in contents.shelves if shelf.key in NEW}


@pytest.mark.parametrize("rows", [1, 20])
@pytest.mark.parametrize(("sort", "queries"), [(Sort.FULL, 56), (Sort.PUBLIC, 29)])
def test_twenty_things_cost_no_more_queries_than_one(
    rows: int, sort: Sort, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    town = make_town()
    fill(town, rows)

    with translation.override("de"), django_assert_num_queries(queries):
        contents = gather(town, sort)

    found = counts_of(contents)
    assert found["gesuche"] >= rows
    assert found["sprechstunden"] == rows + 1
    assert found["vermittlungen"] == (2 * rows if sort is Sort.FULL else 0)
    assert found.get("team", 0) == (2 * rows if sort is Sort.FULL else 0)
