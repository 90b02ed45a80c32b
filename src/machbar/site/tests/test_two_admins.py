"""Two admins change the town's settings at once: nothing is overwritten unseen, and nothing that was typed is lost."""

from datetime import date, time
from functools import partial

import pytest
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person
from machbar.foundation.towns.hours import Span, SpecialDay
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.selectors import special_days, week
from machbar.site.profile.services import FIELDS, ProfileChanged, change_profile, fingerprint
from machbar.site.tests.test_town_settings import PAGE, PROFILE, hidden, sent, signed_in

pytestmark = pytest.mark.django_db
EVE = date(2099, 12, 24)
MORNING = Span(opens=time(9), closes=time(12))


def _colleague_saves(town: Town, *, special: list[SpecialDay], **values: object) -> None:
    person = make_person(Role.ADMIN, town=town, name="Die Kollegin")
    today = timezone.localdate()
    change_profile(
        by=Actor(town=town, person=person, roles=frozenset({Role.ADMIN})),
        values=values,
        hours=week(town),
        special=special,
        today=today,
        seen=fingerprint(Town.objects.get(), today),
    )


def test_a_profile_that_is_not_the_one_that_was_seen_is_not_overwritten() -> None:
    _client, admin = signed_in(Role.ADMIN)
    today = date(2026, 11, 26)
    change = partial(
        change_profile,
        by=admin,
        hours={},
        special=[],
        today=today,
        seen=fingerprint(admin.town, today),
    )
    change(values={"address": "Markt 3"})

    with pytest.raises(ProfileChanged):
        change(values={"address": "Markt 5"})

    assert Town.objects.get().address == "Markt 3"


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_counts_for_what_was_seen(name: str) -> None:
    _client, admin = signed_in(Role.ADMIN)
    today = date(2026, 11, 26)
    before = fingerprint(admin.town, today)

    setattr(admin.town, name, 9 if name == "answer_days" else "anders")

    assert fingerprint(admin.town, today) != before


def test_what_only_the_other_admin_changed_is_kept_and_said() -> None:
    client, admin = signed_in(Role.ADMIN)
    sent(client, PROFILE)
    opened = hidden(client.get(PAGE).content)
    market = SpecialDay(day=date(2099, 5, 1), note="Markt")
    eve = SpecialDay(day=EVE, note="Heiligabend")
    _colleague_saves(admin.town, special=[market, eve], meeting_note="donnerstags")

    page = client.post(PAGE, {**PROFILE, **opened, "address": "Markt 5"}, follow=True)

    stored = Town.objects.get()
    assert (stored.address, stored.meeting_note) == ("Markt 5", "donnerstags")
    assert special_days(stored, date(2026, 1, 1)) == [market, eve]
    content = page.content.decode()
    assert "Inzwischen hatte Die Kollegin geändert:" in content
    assert ("01.05.2099" in content, "Auch das ist erhalten." in content) == (True, True)


def test_two_texts_in_one_field_stand_side_by_side_and_one_is_chosen() -> None:
    client, admin = signed_in(Role.ADMIN)
    sent(client, PROFILE)
    opened = hidden(client.get(PAGE).content)
    eve = SpecialDay(day=EVE, note="Heiligabend")
    _colleague_saves(admin.town, special=[eve], imprint="Verein Ihrer")

    page = client.post(PAGE, {**PROFILE, **opened, "imprint": "Verein Meiner"})
    before_choice = Town.objects.get().imprint
    both = {"andere-imprint": "Verein Ihrer", "eigene-imprint": "Verein Beider"}
    typed = {name: text for name, text in PROFILE.items() if name != "imprint"}
    again = {**typed, **hidden(page.content), **both}
    unchosen = client.post(PAGE, again)
    saved = client.post(PAGE, {**again, "wahl-imprint": "eigene"})

    content = page.content.decode()
    assert (page.status_code, unchosen.status_code, saved.status_code) == (422, 422, 302)
    assert "Inzwischen hat Die Kollegin dasselbe geändert" in content
    assert ("Verein Ihrer" in content, "Verein Meiner" in content) == (True, True)
    assert before_choice == "Verein Ihrer"
    assert Town.objects.get().imprint == "Verein Beider"


def test_hours_of_one_day_that_both_changed_are_shown_as_people_write_them() -> None:
    client, admin = signed_in(Role.ADMIN)
    sent(client, PROFILE)
    opened = hidden(client.get(PAGE).content)
    client.post(PAGE, {**PROFILE, **opened, "day_1": "9–12"})

    page = client.post(PAGE, {**PROFILE, **opened, "day_1": "11–14"})
    content = page.content.decode()
    typed = {name: text for name, text in PROFILE.items() if name != "day_1"}
    choice = {"wahl-day_1": "andere", "andere-day_1": "9–12", "eigene-day_1": "11–14"}
    saved = client.post(PAGE, {**typed, **hidden(page.content), **choice})

    assert page.status_code == 422
    assert "Vorher stand da: 10–13, 15–18" in content
    assert ('value="9–12"' in content, 'value="11–14"' in content) == (True, True)
    assert content.count('name="day_1"') == 0
    assert saved.status_code == 302
    assert week(admin.town)[1] == (MORNING,)


def test_a_special_day_that_both_changed_is_shown_with_both_and_saved_on_purpose() -> None:
    client, admin = signed_in(Role.ADMIN)
    sent(client, PROFILE)
    opened = hidden(client.get(PAGE).content)
    theirs = SpecialDay(day=EVE, spans=(MORNING,), note="Heiligabend")
    _colleague_saves(admin.town, special=[theirs])

    mine = {**PROFILE, "tage-0-note": "Betriebsferien"}
    page = client.post(PAGE, {**mine, **opened})
    before_choice = special_days(admin.town, date(2026, 1, 1))
    saved = client.post(PAGE, {**mine, **hidden(page.content)})

    content = page.content.decode()
    assert page.status_code == 422
    assert "Inzwischen hat Die Kollegin dieselben Tage geändert" in content
    assert "Inzwischen gespeichert: 9–12, Heiligabend" in content
    assert "Von Ihnen getippt: geschlossen, Betriebsferien" in content
    assert "Vorher stand da: geschlossen, Heiligabend" in content
    assert 'value="Betriebsferien"' in content
    assert before_choice == [theirs]
    assert saved.status_code == 302
    assert special_days(admin.town, date(2026, 1, 1)) == [
        SpecialDay(day=EVE, note="Betriebsferien")
    ]


def test_a_wrong_row_beside_a_chosen_text_keeps_both() -> None:
    client, admin = signed_in(Role.ADMIN)
    sent(client, PROFILE)
    opened = hidden(client.get(PAGE).content)
    eve = SpecialDay(day=EVE, note="Heiligabend")
    _colleague_saves(admin.town, special=[eve], imprint="Verein Ihrer")

    page = client.post(PAGE, {**PROFILE, **opened, "imprint": "Verein Meiner"})
    choice = {"wahl-imprint": "eigene", "andere-imprint": "", "eigene-imprint": "Verein Beider"}
    typed = {**PROFILE, **hidden(page.content), **choice, "tage-0-hours": "abends"}
    refused = client.post(PAGE, typed)

    content = refused.content.decode()
    assert refused.status_code == 422
    assert ("Verein Beider" in content, 'value="abends"' in content) == (True, True)
    assert Town.objects.get().imprint == "Verein Ihrer"
