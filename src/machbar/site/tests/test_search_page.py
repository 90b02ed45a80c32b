"""The page `/suche/`: harmless whatever is typed, grouped, bounded, and the same cost at any length."""

import argparse
import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.search.models import SearchEntry
from machbar.foundation.surfaces.asking import findables
from machbar.foundation.surfaces.registry import all_modules
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.services import switch_module
from machbar.modules.funding.tests.builders import make_programme
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.services import withdraw_idea
from machbar.modules.ideas.tests.builders import MORNING, make_idea
from machbar.modules.projects.services import create_project, publish_project
from machbar.site.commands import verify
from machbar.site.sign_in import BACKEND
from machbar.site.upkeep import index_differences, mend_everything, mend_search

pytestmark = pytest.mark.django_db


def page(client: Client, **question: str) -> str:
    answer = client.get("/suche/", question)
    assert answer.status_code == 200
    return answer.content.decode()


def hits(content: str) -> list[str]:
    return re.findall(r"<h3><a href=[^>]*>(.*?)</a></h3>", content)


def headline(content: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", content)
    assert found is not None
    return found[1]


def signed_in(town: Town, *roles: Role) -> Client:
    client = Client()
    client.force_login(make_person(*roles, town=town), backend=BACKEND)
    return client


def fill(town: Town) -> None:
    house = Actor(town=town, system=True)
    make_idea(town, text="Fahrradwerkstatt sucht Raum", is_public=True)
    make_idea(town, text="Ein Radweg zur Schule")
    project = create_project(by=house, at=MORNING, title="Offene Fahrradwerkstatt")
    publish_project(project=project, by=house, at=MORNING)
    make_programme(town, name="Mobil mit dem Rad")


def test_a_word_finds_things_of_every_kind_with_its_kind_above(client: Client) -> None:
    fill(make_town())

    content = page(client, suche="rad")

    assert headline(content) == "3 Treffer für „rad“"
    assert hits(content) == [
        "Offene Fahrradwerkstatt",
        "Fahrradwerkstatt sucht Raum",
        "Mobil mit dem Rad",
    ]
    assert re.findall(r'<h2 id="art-(\w+)">', content) == ["projekte", "ideen", "foerderung"]
    assert "24. September 2026" in content


def test_the_answering_team_finds_what_is_not_public_and_comes_to_the_inside() -> None:
    town = make_town()
    fill(town)

    lotse, treasurer = signed_in(town, Role.LOTSE), signed_in(town, Role.TREASURER)

    assert hits(page(lotse, suche="radweg")) == ["Ein Radweg zur Schule"]
    assert hits(page(treasurer, suche="radweg")) == []
    talks = [f"/werkstatt/gespraeche/{idea.public_id}/" for idea in Idea.objects.all()]
    found = {
        who: [
            address
            for address in talks
            if f'href="{address}' in page(client, suche="Fahrradwerkstatt")
        ]
        for who, client in (("lotse", lotse), ("treasurer", treasurer))
    }
    assert (bool(found["lotse"]), found["treasurer"]) == (True, [])
    assert 'href="/werkstatt/projekte/' in page(treasurer, suche="Fahrradwerkstatt")


def test_what_is_taken_back_is_gone_in_the_next_request(client: Client) -> None:
    idea = make_idea(make_town(), text="Bank am Markt", is_public=True)
    assert hits(page(client, suche="bank")) == ["Bank am Markt"]

    withdraw_idea(idea=idea, by=Actor(town=idea.town, system=True))

    assert hits(page(client, suche="bank")) == []


def test_a_module_that_is_off_is_not_found_and_keeps_what_it_has(client: Client) -> None:
    town = make_town()
    fill(town)
    before = SearchEntry.objects.count()

    switch_module(town=town, module="ideas", is_on=False)
    content = page(client, suche="rad")
    assert "Fahrradwerkstatt sucht Raum" not in hits(content)
    assert "/ideen/" not in content
    switch_module(town=town, module="ideas", is_on=True)

    assert "Fahrradwerkstatt sucht Raum" in hits(page(client, suche="rad"))
    assert SearchEntry.objects.count() == before


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Ein Wort genügt."),
        ("und der", "Solche Wörter stehen in jedem Text."),
        ('"*:()-^', "Solche Wörter stehen in jedem Text."),
        ("\x00", "Ein Wort genügt."),
        ("Zeppelin", "Oft hilft ein anderes oder kürzeres Wort. Oder es fehlt genau Ihre Idee."),
        ("Zeppelin Raum", "Kein Eintrag enthält alle diese Wörter. Weniger Wörter finden mehr."),
        ("wort " * 3000, "Oft hilft"),
        ("' OR 1=1 --", "Kein Eintrag enthält alle diese Wörter."),
        ("\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), "Solche Wörter"),
    ],
)
def test_whatever_is_typed_there_is_an_answer_with_a_next_step(
    client: Client, typed: str, sentence: str
) -> None:
    fill(make_town())

    assert sentence in page(client, suche=typed)


def test_what_was_typed_stands_in_the_field_and_is_no_markup(client: Client) -> None:
    make_town()

    content = page(client, suche='<b>"Bank"</b>')

    assert "<b>&quot;" not in content
    assert '<b>"' not in content
    assert 'value="&lt;b&gt;&quot;Bank&quot;&lt;/b&gt;"' in content


def test_of_many_words_the_first_ten_count_and_the_page_says_so(client: Client) -> None:
    make_town()

    content = page(client, suche=" ".join(f"wort{n}" for n in range(20)))

    assert "Gesucht haben wir nach den ersten 10 Wörtern." in content


def test_of_a_kind_five_stand_there_and_all_are_one_click_away(client: Client) -> None:
    town = make_town()
    for number in range(23):
        make_idea(town, text=f"Bank {number}", is_public=True)

    content = page(client, suche="bank")
    assert len(hits(content)) == 5
    assert "?suche=bank&amp;art=ideen" in content
    first, second = (
        page(client, suche="bank", art="ideen"),
        page(client, suche="bank", art="ideen", seite="2"),
    )

    assert (len(hits(first)), len(hits(second))) == (20, 3)
    assert len({*hits(first), *hits(second)}) == 23
    assert page(client, suche="bank", art="ideen", seite="quatsch") == first
    assert hits(page(client, suche="bank", art="quatsch")) == hits(content)


def test_beyond_two_hundred_the_page_says_more_than_two_hundred(client: Client) -> None:
    town = make_town()
    for number in range(201):
        make_idea(town, text=f"Bank {number}", is_public=True)

    assert headline(page(client, suche="bank")) == "Mehr als 200 Treffer für „bank“"


def test_a_hit_by_the_last_part_of_a_compound_is_called_related(client: Client) -> None:
    make_idea(make_town(), text="Eine Werkstatt für alle", is_public=True)

    content = page(client, suche="Fahrradwerkstatt")

    assert hits(content) == ["Eine Werkstatt für alle"]
    assert '<span class="tag">verwandt</span>' in content


def test_the_words_asked_for_are_marked_in_the_passage(client: Client) -> None:
    make_idea(make_town(), text="Am Platz.\nDort fehlt ein Trinkbrunnen.", is_public=True)

    assert "<mark>Trinkbrunnen</mark>" in page(client, suche="brunnen")


def test_a_number_leads_the_team_to_the_idea_and_says_nothing_to_others(client: Client) -> None:
    idea = make_idea(make_town(), text="Bank", is_public=True)
    lotse = signed_in(idea.town, Role.LOTSE)

    answer = lotse.get("/suche/", {"suche": idea.number})

    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/werkstatt/gespraeche/{idea.public_id}/",
    )
    assert hits(page(client, suche=idea.number)) == []


@pytest.mark.parametrize("rows", [1, 20])
def test_a_search_costs_the_same_for_one_and_for_many_hits(
    django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    town = make_town(host="testserver")
    for number in range(rows):
        make_idea(town, text=f"Fahrradwerkstatt {number}", is_public=True)
    lotse, guest = signed_in(town, Role.LOTSE), Client()
    lotse.get("/")  # the first page after signing in notes the beginning of the session

    with django_assert_num_queries(5):
        guest.get("/suche/", {"suche": "fahrradwerkstatt"})
    with django_assert_num_queries(8):
        lotse.get("/suche/", {"suche": "fahrradwerkstatt"})


def test_no_two_kinds_share_a_name_or_a_number() -> None:
    every = findables(all_modules())

    assert len({each.kind for each in every}) == len(every)
    assert len({each.number for each in every}) == len(every)


def test_what_differs_is_told_by_verify_and_mended_once(
    capsys: pytest.CaptureFixture[str], settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path  # verify also looks for files that other tests have left behind
    fill(make_town())
    SearchEntry.objects.filter(kind="ideen").update(title="falsch")
    SearchEntry.objects.filter(kind="projekte").delete()
    parser = argparse.ArgumentParser()
    verify.add_arguments(parser)

    assert index_differences() == {"projekte": 1, "ideen": 2}
    assert verify.run(parser.parse_args([])) == 1
    assert "Suche: 2 von ideen weichen von ihren Datensätzen ab" in capsys.readouterr().out
    assert verify.run(parser.parse_args(["--mend"])) == 0
    assert "Suche: 3 Einträge erneuert" in capsys.readouterr().out
    assert mend_everything() == 0


def test_the_worker_mends_what_a_restored_database_lacks() -> None:
    fill(make_town())
    SearchEntry.objects.all().delete()

    assert mend_search.call() == 4
    assert mend_search.call() == 0
    assert index_differences() == {}


def test_the_giver_of_an_idea_is_found_by_phone_however_grouped_and_only_by_who_answers() -> None:
    town = make_town()
    make_idea(town, text="Bank am Weg", contact="05353 / 912-345", is_public=True)

    for typed in ("05353 912 345", "05353912345", "+49 5353 912345", "(05353) 91 23 45"):
        assert hits(page(signed_in(town, Role.LOTSE), suche=typed)) == ["Bank am Weg"]
        assert hits(page(signed_in(town, Role.ADMINISTRATION), suche=typed)) == []
        assert hits(page(Client(), suche=typed)) == []
    found = page(signed_in(town, Role.LOTSE), suche="05353912345")
    assert "912-345" not in found
