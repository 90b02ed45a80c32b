"""The public pages of the catalogue."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from machbar.foundation.towns.services import switch_module
from machbar.modules.funding.models import Programme
from machbar.modules.funding.tests.builders import (
    make_programme,
    make_programmes,
    make_town,
    many,
    signed_in,
)
from machbar.modules.funding.vocabularies import AREAS, THEMES

BLOCK = re.compile(r"<script.*?</script>", re.DOTALL)  # data for machines names currencies
pytestmark = pytest.mark.django_db
Queries = Callable[[int], AbstractContextManager[object]]
ON_THE_LIST = 5
ASKING_THE_INDEX = 2


def names_on(page: bytes) -> list[str]:
    text = page.decode()
    return [name for name in Programme.objects.values_list("name", flat=True) if name in text]


def test_closed_programmes_are_hidden_until_somebody_asks() -> None:
    town = make_town()
    make_programme(town, id="offen", name="Offenes Programm")
    make_programme(town, id="zu", name="Geschlossene Runde", status="call_closed")
    make_programme(town, id="aus", name="Beendetes Programm", status="ended")
    guest = signed_in(town)

    assert names_on(guest.get("/foerderung/").content) == ["Offenes Programm"]
    assert len(names_on(guest.get("/foerderung/?geschlossen=on").content)) == 3


def test_the_list_is_filtered_by_applicant_theme_and_words() -> None:
    town = make_town()
    make_programme(town, id="a", name="Kulturprogramm", themes=["kultur"], summary_de="Für Bühnen")
    make_programme(town, id="b", name="Sportprogramm", eligible_applicants=["sportverein"])
    guest = signed_in(town)

    assert names_on(guest.get("/foerderung/?wer=verein").content) == ["Kulturprogramm"]
    assert names_on(guest.get("/foerderung/?thema=kultur").content) == ["Kulturprogramm"]
    assert names_on(guest.get("/foerderung/?suche=BÜHNEN").content) == ["Kulturprogramm"]
    assert names_on(guest.get("/foerderung/?suche=nichts+davon").content) == []


def test_a_few_areas_stand_for_many_themes_and_every_theme_stands_behind_one() -> None:
    town = make_town()
    make_programme(town, id="a", name="Kulturprogramm", themes=["kultur"])
    make_programme(town, id="b", name="Musikprogramm", themes=["musik"])
    make_programme(town, id="c", name="Sportprogramm", themes=["sport"])
    guest = signed_in(town)

    page = guest.get("/foerderung/?thema=bildung-kultur").content

    assert names_on(page) == ["Kulturprogramm", "Musikprogramm"]
    assert len(names_on(guest.get("/foerderung/?thema=gibtesnicht").content)) == 3
    assert len(AREAS) <= 8
    assert frozenset().union(*(tags for _label, tags in AREAS.values())) == set(THEMES)


def test_amounts_of_the_sources_are_written_like_ours() -> None:
    town = make_town()
    programme = make_programme(town, summary_de="Bis 40.000 EUR, höchstens 2 Mio. EUR im Jahr.")

    for path in ("/foerderung/", f"/foerderung/{programme.public_id}/"):
        page = signed_in(town).get(path).content.decode()
        assert "Bis 40.000\u00a0€, höchstens 2 Mio.\u00a0€ im Jahr." in page
        assert "EUR" not in BLOCK.sub("", page)


def test_a_programme_shows_source_date_and_that_it_must_be_verified() -> None:
    town = make_town()
    programme = make_programme(town, as_of="2022", min_eur=100, max_eur=2500, rate_pct=90)

    page = signed_in(town).get(f"/foerderung/{programme.public_id}/").content.decode()

    assert "https://example.org/probe" in page
    assert "Dieser Eintrag hat den Stand 2022 und ist älter als zwölf Monate." in page
    assert "Keine Rechtsberatung." in page
    assert "100\u00a0€ bis 2.500\u00a0€, höchstens 90\u00a0%" in page


def test_a_programme_of_another_town_does_not_exist() -> None:
    here, there = make_town(), make_town("anderswo")
    programme = make_programme(there)

    assert signed_in(here).get(f"/foerderung/{programme.public_id}/").status_code == 404
    assert names_on(signed_in(here).get("/foerderung/").content) == []


def test_without_the_module_there_is_no_trace() -> None:
    town = make_town()
    make_programme(town)
    switch_module(town=town, module="funding", is_on=False)
    guest = signed_in(town)

    assert guest.get("/foerderung/").status_code == 404
    assert "/foerderung/" not in guest.get("/").content.decode()


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_takes_as_many_queries_for_one_as_for_many(
    count: int, django_assert_num_queries: Queries
) -> None:
    town = make_town()
    make_programmes(town, many(count))
    guest = signed_in(town)

    with django_assert_num_queries(ON_THE_LIST):
        guest.get("/foerderung/")


@pytest.mark.parametrize("count", [100, 10_000])
def test_the_list_is_the_same_at_a_hundred_and_at_ten_thousand(
    count: int, django_assert_num_queries: Queries
) -> None:
    town = make_town()
    make_programmes(town, many(count))
    guest = signed_in(town)

    with django_assert_num_queries(ON_THE_LIST + ASKING_THE_INDEX):
        page = guest.get("/foerderung/?seite=2&wer=verein&suche=probe").content

    assert page.decode().count("<article") == 24
