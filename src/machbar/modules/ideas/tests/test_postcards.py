"""A stack of postcards in one grid (F02): good cards are saved at once, bad ones stay, nothing doubles."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.middleware import DEVICE_COOKIE
from machbar.foundation.people.models import Role
from machbar.foundation.testing import DEVICE_TOKEN, make_actor, make_device, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.exceptions import CardTaken
from machbar.modules.ideas.forms import new_form_key
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.services import Card, take_down_card
from machbar.modules.ideas.tests.builders import MORNING
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db

GRID = "/tresen/postkarten/"


@pytest.fixture
def town(client: Client) -> Town:
    """A town with the tablet in our hands."""
    town = make_town(number_prefix="K")
    make_device(town=town)
    client.cookies[DEVICE_COOKIE] = DEVICE_TOKEN
    return town


def stack(*rows: dict[str, str], batch: str = "", **more: str) -> dict[str, str]:
    """What the browser sends: these rows from the first on, the others empty."""
    answers = {"batch": batch or new_form_key(), "initials": "AB", **more}
    for number in range(1, 11):
        row = rows[number - 1] if number <= len(rows) else {}
        values = {"form_key": new_form_key(), "text": "", "place": "", "contact": "", **row}
        answers |= {f"karte-{number}-{name}": value for name, value in values.items()}
    return answers


def test_every_filled_row_gets_its_number_and_empty_rows_do_not_count(
    client: Client, town: Town
) -> None:
    page = client.post(
        GRID,
        stack(
            {"text": "Eine Bank", "place": "Markt", "wants_to_join": "on"},
            {},
            {"text": "Ein Baum", "written_on": "2026-09-12", "contact": "05353 9120"},
        ),
        follow=True,
    )

    rows = Idea.objects.order_by("id").values_list(
        "title", "place", "channel", "initials", "wants_to_join", "contact_kind", "written_on__day"
    )
    assert list(rows) == [
        ("Eine Bank", "Markt", "postcard", "AB", True, "none", None),
        ("Ein Baum", "", "postcard", "AB", False, "phone", 12),
    ]
    content = page.content.decode()
    assert "2 Karten sind gespeichert" in content
    assert all(number in content for number in Idea.objects.values_list("number", flat=True))
    assert "05353 9120" not in content


def test_a_card_of_tomorrow_stays_with_a_sentence_at_its_date(client: Client, town: Town) -> None:
    page = client.post(GRID, stack({"text": "Eine Bank", "written_on": "2999-01-31"}))

    assert (page.status_code, Idea.objects.count()) == (422, 0)
    assert "Dieser Tag kommt erst noch." in page.content.decode()


def test_good_rows_are_saved_and_the_bad_one_stays_with_everything_typed_in_it(
    client: Client, town: Town
) -> None:
    page = client.post(
        GRID,
        stack(
            {"text": "Eine Bank"},
            {"text": "Ein Baum", "place": "Am Wall", "contact": "nachbarin@"},
            {"place": "Markt"},
        ),
    )

    content = page.content.decode()
    assert page.status_code == 422
    assert list(Idea.objects.values_list("title", flat=True)) == ["Eine Bank"]
    assert "Eine Karte ist gespeichert" in content
    assert 'href="#id_karte-2-contact">Karte 2, Zu erreichen' in content
    assert 'href="#id_karte-3-text">Karte 3, Idee' in content
    assert 'value="nachbarin@"' in content
    assert "Ein Baum</textarea>" in content
    assert 'value="Am Wall"' in content
    assert "Eine Bank</textarea>" not in content


def test_a_second_click_and_the_way_back_double_nothing(client: Client, town: Town) -> None:
    answers = stack({"text": "Eine Bank"}, {"text": "Ein Baum"})

    pages = [client.post(GRID, answers) for _click in range(3)]

    assert [page.status_code for page in pages] == [302, 302, 302]
    assert Idea.objects.count() == 2


def test_a_row_that_was_saved_and_then_typed_over_says_so_and_is_saved_on_demand(
    client: Client, town: Town
) -> None:
    answers = stack({"text": "Eine Bank"})
    client.post(GRID, answers)

    page = client.post(GRID, answers | {"karte-1-text": "Ein Brunnen"})

    content = page.content.decode()
    first = Idea.objects.get()
    assert page.status_code == 422
    assert f"Diese Zeile ist schon als {first.number} gespeichert" in content
    assert "Ein Brunnen</textarea>" in content
    again = stack({"text": "Ein Brunnen", "form_key": _key_of_first_row(content)})
    assert client.post(GRID, again).status_code == 302
    assert list(Idea.objects.order_by("id").values_list("title", flat=True)) == [
        "Eine Bank",
        "Ein Brunnen",
    ]


def _key_of_first_row(content: str) -> str:
    return content.partition('name="karte-1-form_key" value="')[2].partition('"')[0]


def test_numbers_of_one_stack_stay_together_over_several_goes(client: Client, town: Town) -> None:
    batch = new_form_key()
    client.post(GRID, stack({"text": "Eine Bank"}, {"place": "Markt"}, batch=batch))

    content = client.post(
        GRID, stack({"text": "Ein Baum", "place": "Markt"}, batch=batch), follow=True
    ).content.decode()
    other = client.post(GRID, stack({"text": "Ein Zaun"}), follow=True).content.decode()

    assert "2 Karten sind gespeichert" in content
    assert "Eine Karte ist gespeichert" in other


def test_an_empty_grid_and_long_initials_save_nothing(client: Client, town: Town) -> None:
    empty = client.post(GRID, stack())
    long = client.post(GRID, stack({"text": "Eine Bank"}, initials="ABCDE"))

    assert (empty.status_code, long.status_code) == (422, 422)
    assert "Noch steht nichts da. Eine Karte genügt." in empty.content.decode()
    assert "Eine Bank</textarea>" in long.content.decode()
    assert Idea.objects.count() == 0


def test_a_card_of_the_same_row_with_other_words_is_refused() -> None:
    counter = make_actor(Role.LOTSE)
    card = Card(form_key="row", text="Eine Bank")
    kept = take_down_card(by=counter, at=MORNING, card=card)

    with pytest.raises(CardTaken, match=kept.number):
        take_down_card(by=counter, at=MORNING, card=Card(form_key="row", text="Ein Baum"))

    assert take_down_card(by=counter, at=MORNING, card=card) == kept
    assert Idea.objects.count() == 1


@pytest.mark.parametrize("rows", [1, 10])
def test_the_page_after_saving_costs_the_same_for_one_and_for_ten_cards(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    town = make_town(host="testserver")
    person = make_actor(Role.LOTSE, town=town).person
    assert person is not None
    client.force_login(person, backend=BACKEND)
    client.get("/")
    client.post(GRID, stack(*({"text": f"Karte {number}"} for number in range(rows))))

    with django_assert_num_queries(6):
        client.get(GRID)
