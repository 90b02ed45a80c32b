"""Owners for the guide alone: noted, told within a month, written to, linked, and erased when they say so."""

import io
from datetime import date, timedelta

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.services import link_behind
from machbar.foundation.audit.models import AuditPayload
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import Role, make_actor, make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.premises import outside
from machbar.modules.premises.core import ConsentField
from machbar.modules.premises.exceptions import ChangedMeanwhile
from machbar.modules.premises.models import Owner, Unit
from machbar.modules.premises.owner_words import first_letter, said_on_the_phone
from machbar.modules.premises.selectors.owners import OWNER, due_of
from machbar.modules.premises.selectors.public import rooms
from machbar.modules.premises.services.owners import (
    add_owner,
    change_owner,
    end_owner_link,
    erase_owner,
    give_unit,
    link_to_owner,
    note_informed,
    take_unit,
)
from machbar.modules.premises.tests.builders.outside import (
    NOW,
    let_out,
    make_owner,
    make_public_unit,
    make_unit,
)
from machbar.reasoning.contact import ContactKind

pytestmark = pytest.mark.django_db
F = ConsentField
VALUES = {
    "name": "Erbengemeinschaft Muster (fiktiv)",
    "salutation": "",
    "contact": "erben@example.invalid",
    "postal_address": "Beispielweg 3, 38154 Königslutter am Elm",
    "source": "Gespräch am Tresen",
    "note": "Ruft lieber an",
}


@pytest.fixture
def town() -> Town:
    return make_town(contact_phone="05353 1234")


@pytest.fixture
def guide(client: Client, town: Town) -> Client:
    client.force_login(make_person(Role.LOTSE, town=town))
    return client


def _address(route: str, *arguments: str) -> str:
    return reverse(f"premises:{route}", args=arguments)


# --- the deeds -----------------------------------------------------------------------------------
def test_an_owner_is_noted_once_and_the_trail_names_nobody(town: Town) -> None:
    by = make_actor(Role.LOTSE, town=town)

    first, again = (add_owner(by=by, at=NOW, form_key="eins", values=VALUES) for _time in range(2))

    assert first == again
    assert (first.contact_kind, first.contact) == ("mail", "erben@example.invalid")
    assert Owner.objects.count() == 1
    assert not any(
        "erben" in content.lower() or "muster" in content.lower()
        for content in AuditPayload.objects.values_list("content", flat=True)
    )


@pytest.mark.parametrize(
    ("contact", "postal", "kind"),
    [
        ("05353 4711", "", "phone"),
        ("", "Beispielweg 3", "letter"),
        ("", "", "none"),
        ("05353 4711", "Beispielweg 3", "phone"),
    ],
)
def test_the_way_to_reach_an_owner_follows_from_what_is_known(
    town: Town, contact: str, postal: str, kind: str
) -> None:
    values = {**VALUES, "contact": contact, "postal_address": postal}

    owner = add_owner(by=make_actor(Role.LOTSE, town=town), at=NOW, form_key="k", values=values)

    assert owner.contact_kind == kind


def test_a_change_over_somebody_elses_change_is_refused(town: Town) -> None:
    owner, by = make_owner(town=town), make_actor(Role.LOTSE, town=town)
    change_owner(owner=owner, by=by, at=NOW, seen_version=1, values=VALUES)

    with pytest.raises(ChangedMeanwhile):
        change_owner(owner=owner, by=by, at=NOW, seen_version=1, values={**VALUES, "note": ""})

    owner.refresh_from_db()
    assert (owner.note, owner.version) == ("Ruft lieber an", 2)


def test_only_the_first_telling_counts(town: Town) -> None:
    owner, by = make_owner(town=town), make_actor(Role.LOTSE, town=town)

    first = note_informed(owner=owner, way=ContactKind.PHONE, by=by, at=NOW)
    second = note_informed(owner=owner, way=ContactKind.MAIL, by=by, at=NOW + timedelta(days=1))

    owner.refresh_from_db()
    assert (first, second, owner.informed_by, owner.informed_at) == (True, False, "phone", NOW)


def test_what_one_owner_let_out_the_next_one_has_not(town: Town) -> None:
    by = make_actor(Role.LOTSE, town=town)
    unit = make_public_unit(F.STREET, town=town)
    heir = make_owner(town=town, name="Die Nächste (fiktiv)")

    give_unit(owner=heir, unit=unit, by=by, at=NOW + timedelta(days=1))

    unit.refresh_from_db()
    assert unit.owner == heir
    assert rooms(town) == []
    assert [each.withdrawn_by for each in unit.consents.all()] == ["house"]


def test_a_unit_that_is_taken_from_its_owner_is_public_no_more(town: Town) -> None:
    by = make_actor(Role.LOTSE, town=town)
    unit = make_public_unit(F.STREET, town=town)
    assert unit.owner is not None
    take_unit(owner=make_owner(town=town), unit=unit, by=by, at=NOW)
    assert len(rooms(town)) == 1

    take_unit(owner=unit.owner, unit=unit, by=by, at=NOW + timedelta(days=1))

    assert rooms(town) == []


def test_erasing_an_owner_hides_the_rooms_ends_the_link_and_keeps_the_cards(town: Town) -> None:
    by = make_actor(Role.LOTSE, town=town)
    unit = make_public_unit(F.STREET, town=town)
    assert unit.owner is not None
    token = link_to_owner(owner=unit.owner, by=by, at=NOW)

    erase_owner(owner=unit.owner, by=by, at=NOW + timedelta(days=1))

    assert not Owner.objects.exists()
    assert Unit.objects.filter(pk=unit.pk, owner=None).exists()
    assert rooms(town) == []
    assert link_behind(town=town, token=token, purpose=OWNER) is None


def test_a_new_link_ends_the_earlier_one(town: Town) -> None:
    owner, by = make_owner(town=town), make_actor(Role.LOTSE, town=town)
    first = link_to_owner(owner=owner, by=by, at=NOW)

    second = link_to_owner(owner=owner, by=by, at=NOW)

    assert link_behind(town=town, token=first, purpose=OWNER) is None
    assert link_behind(town=town, token=second, purpose=OWNER) is not None
    assert end_owner_link(owner=owner, by=by, at=NOW)
    assert not end_owner_link(owner=owner, by=by, at=NOW)
    assert link_behind(town=town, token=second, purpose=OWNER) is None


# --- the pages -----------------------------------------------------------------------------------
def test_the_guide_adds_an_owner_and_sees_until_when_to_tell(guide: Client) -> None:
    answer = guide.post(_address("new_owner"), {**VALUES, "form_key": "seite"}, follow=True)

    page = answer.content.decode()
    owner = Owner.objects.get()
    assert answer.redirect_chain[0][0] == _address("owner", owner.public_id)
    assert "Weiß noch nicht, was wir speichern" in page
    assert "erben@example.invalid" in page


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": ""}, "Bitte nennen Sie den Eigentümer."),
        ({"source": ""}, "Bitte sagen Sie, woher wir ihn kennen: Das Gesetz verlangt es"),
        ({"contact": "erben@"}, "fehlt etwas, zum Beispiel der Teil nach dem @"),
        ({"contact": "Beispielweg 3"}, "weder eine E-Mail-Adresse noch eine Telefonnummer"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    guide: Client, values: dict[str, str], sentence: str
) -> None:
    answer = guide.post(_address("new_owner"), {**VALUES, **values})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Ruft lieber an" in page
    assert not Owner.objects.exists()


def test_a_source_that_nobody_noted_is_not_made_up(town: Town) -> None:
    owner = make_owner(town=town, source="")

    letter = " ".join(first_letter(owner, [], town=town))

    assert "Wir kennen Sie durch: eine Quelle, die wir nicht notiert haben." in letter


def test_two_guides_who_change_the_same_see_both_texts(guide: Client, town: Town) -> None:
    owner = make_owner(town=town, note="alt")
    by = make_actor(Role.LOTSE, town=town)
    form = {**VALUES, "name": owner.name, "note": "meins", "seen_version": "1"}
    seen = '{"name": ["Erbengemeinschaft (fiktiv)"], "note": ["alt"]}'
    change_owner(
        owner=owner,
        by=by,
        at=NOW,
        seen_version=1,
        values={**VALUES, "name": owner.name, "note": "ihres"},
    )

    answer = guide.post(_address("change_owner", owner.public_id), {**form, "seen": seen})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "meins" in page
    assert "ihres" in page


def test_the_first_letter_is_a_tagged_pdf_with_a_link_that_works(guide: Client, town: Town) -> None:
    owner = make_owner(town=town, postal_address="Beispielweg 3, 38154 Königslutter")
    make_unit(town=town, owner=owner, street="Westernstraße", number="5")

    answer = guide.post(_address("owner_letter", owner.public_id))

    assert answer.headers["Content-Type"] == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert owner.name not in str(dict(pdf.docinfo.items()))
        assert len(pdf.pages) == 1


def test_without_a_postal_address_there_is_no_letter_and_without_mail_no_mail(
    guide: Client, town: Town
) -> None:
    owner = make_owner(town=town)

    for route, sentence in (
        ("owner_letter", "Für einen Brief brauchen wir die Postanschrift."),
        ("owner_mail", "Es gibt keine E-Mail-Adresse."),
    ):
        answer = guide.post(_address(route, owner.public_id), follow=True)
        assert sentence in answer.content.decode()


def test_the_first_mail_tells_what_is_kept_and_counts_as_told(guide: Client, town: Town) -> None:
    owner = make_owner(
        town=town, contact="erben@example.invalid", contact_kind="mail", source="Gespräch"
    )
    make_unit(town=town, owner=owner, street="Westernstraße", number="5")

    guide.post(_address("owner_mail", owner.public_id))
    guide.post(_address("owner_mail", owner.public_id))

    first, second = Letter.objects.order_by("id")
    assert first.recipient == "erben@example.invalid"
    for words in ("Laden Westernstraße 5", "Art. 6 Abs. 1", "Wir kennen Sie durch: Gespräch"):
        assert words in first.body
    assert "die neue Adresse Ihrer eigenen Seite" in second.body
    owner.refresh_from_db()
    assert owner.informed_by == "mail"


def test_the_link_is_shown_once_with_its_code(guide: Client, town: Town) -> None:
    owner = make_owner(town=town)

    page = guide.post(_address("owner_link", owner.public_id)).content.decode()

    assert "/eigentum/" in page
    assert "/eigentum/" not in guide.get(_address("owner", owner.public_id)).content.decode()


def test_rooms_are_noted_with_an_owner_and_taken_off(guide: Client, town: Town) -> None:
    owner = make_owner(town=town)
    unit = make_unit(town=town)

    guide.post(_address("owner_unit_given", owner.public_id), {"unit": unit.public_id})
    unit.refresh_from_db()
    assert unit.owner == owner
    refused = guide.post(_address("owner_unit_given", owner.public_id), {"unit": unit.public_id})
    assert refused.status_code == 422

    guide.post(_address("owner_unit_taken", owner.public_id, unit.public_id))
    unit.refresh_from_db()
    assert unit.owner is None


def test_the_guide_notes_on_the_phone_what_may_be_public(guide: Client, town: Town) -> None:
    unit = make_unit(town=town, owner=make_owner(town=town))
    form = {"parts": ["street", "area"], "was": "", "way": "phone"}

    looked = guide.post(_address("consents", unit.public_id), {**form, "deed": "vorschau"})
    assert "Laden, Beispielstraße" in looked.content.decode()
    assert rooms(town) == []
    saved = guide.post(_address("consents", unit.public_id), form)

    assert saved.status_code == 302
    assert [(each.field, each.given_by) for each in unit.consents.all()] == [
        ("street", "phone"),
        ("area", "phone"),
    ]


def test_how_the_owner_said_it_is_chosen_and_never_assumed(guide: Client, town: Town) -> None:
    unit = make_unit(town=town, owner=make_owner(town=town))
    form = {"parts": ["street"], "was": ""}

    looked = guide.post(_address("consents", unit.public_id), {**form, "deed": "vorschau"})
    saved = guide.post(_address("consents", unit.public_id), form)

    assert (looked.status_code, saved.status_code) == (200, 422)
    assert "Bitte wählen Sie, wie der Eigentümer es gesagt hat." in saved.content.decode()
    assert not unit.consents.exists()


def test_without_an_owner_nobody_agrees(guide: Client, town: Town) -> None:
    unit = make_unit(town=town)

    guide.post(_address("consents", unit.public_id), {"parts": ["street"], "way": "phone"})

    assert unit.consents.count() == 0


def test_whoever_of_the_team_picks_up_the_phone_hides_a_room_at_once(
    client: Client, town: Town
) -> None:
    unit = make_public_unit(F.STREET, town=town)
    client.force_login(make_person(Role.MODERATION, town=town))
    assert client.get(_address("consents", unit.public_id)).status_code == 403

    client.post(_address("withdraw_all", unit.public_id))

    assert rooms(town) == []


def test_the_card_of_a_unit_says_what_is_public(guide: Client, town: Town) -> None:
    unit = make_public_unit(F.STREET, F.AREA, town=town)

    page = guide.get(_address("unit", unit.public_id)).content.decode()

    assert "Was öffentlich ist, entscheidet der Eigentümer" in page
    assert "Straße, Größe" in page
    assert _address("poster", unit.public_id) in page


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_the_same_for_one_and_for_twenty(
    guide: Client, town: Town, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        make_unit(town=town, owner=make_owner(town=town), number=str(number))
    guide.get(_address("owners"))

    with django_assert_num_queries(7):
        page = guide.get(_address("owners"))

    assert page.content.decode().count("Erbengemeinschaft (fiktiv)") == count


def test_the_list_finds_by_name_contact_and_street_and_shows_who_was_not_told(
    guide: Client, town: Town
) -> None:
    told = make_owner(town=town, name="Anna (fiktiv)", informed_at=NOW, informed_by="mail")
    make_owner(town=town, name="Berta (fiktiv)", contact="05353 99")
    make_unit(town=town, owner=told, street="Westernstraße")

    found = {
        words: [name for name in ("Anna", "Berta") if f"{name} (fiktiv)" in page]
        for words, page in {
            query: guide.get(_address("owners") + query).content.decode()
            for query in ("?suche=western", "?suche=5353", "?offen=on", "?suche=nichts")
        }.items()
    }

    assert found == {
        "?suche=western": ["Anna"],
        "?suche=5353": ["Berta"],
        "?offen=on": ["Berta"],
        "?suche=nichts": [],
    }


# --- Heute, calls, and the public face -----------------------------------------------------------
def test_heute_names_who_has_to_be_told_for_the_guide_alone(town: Town) -> None:
    owner = make_owner(town=town, created_at=NOW - timedelta(days=40))
    guide, moderation = (make_actor(role, town=town) for role in (Role.LOTSE, Role.MODERATION))

    part = outside.owners_part(guide, date(2026, 11, 26))

    assert part is not None
    assert [(item.due, item.is_late) for item in part.items] == [(due_of(owner), True)]
    assert outside.owners_part(moderation, date(2026, 11, 26)) is None


def test_owners_with_a_phone_stand_in_the_list_of_calls_until_they_are_told(town: Town) -> None:
    owner = make_owner(town=town, contact="05353 99", contact_kind="phone")
    make_owner(town=town, contact="x@example.invalid", contact_kind="mail")
    guide = make_actor(Role.LOTSE, town=town)
    today = date(2026, 11, 26)

    part = outside.to_reach(guide, ContactKind.PHONE, today)

    assert part is not None
    assert part.count == 1
    assert outside.to_reach(guide, ContactKind.LETTER, today) is None
    assert outside.to_reach(make_actor(Role.ADMIN, town=town), ContactKind.PHONE, today) is None
    note_informed(owner=owner, way=ContactKind.PHONE, by=guide, at=NOW)
    assert outside.to_reach(guide, ContactKind.PHONE, today) is None


def test_owners_with_a_postal_address_stand_under_letters_and_printing_says_what_comes_next(
    guide: Client, town: Town
) -> None:
    owner = make_owner(
        town=town, postal_address="Beispielweg 3, 38154 Königslutter", contact_kind="letter"
    )
    page = "/werkstatt/gespraeche/briefe/"

    assert "Beispielweg 3" in guide.get(page).content.decode()
    guide.post(_address("owner_letter", owner.public_id))
    assert "bitte notieren: Ist informiert" in guide.get(page).content.decode()
    guide.post(_address("owner_informed", owner.public_id), {"way": "letter"})

    assert "Beispielweg 3" not in guide.get(page).content.decode()


def test_on_the_phone_two_sentences_are_said(town: Town) -> None:
    owner = make_owner(town=town, source="Gespräch am Markt")

    why, rights = said_on_the_phone(owner, [], town=town)

    assert why.startswith(f"Wir sind die {town.house_name} {town.name} und rufen an")
    assert "Gespräch am Markt" in why
    assert "ein Satz von Ihnen genügt" in rights


def test_home_kiosk_feed_and_site_map_show_rooms_that_are_let_out_in_two_queries_each(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    unit = make_public_unit(F.STREET, F.AREA, town=town)
    guest = make_actor(town=town)
    hidden = make_unit(town=town, owner=make_owner(town=town), number="99")

    with django_assert_num_queries(2):
        assert len(outside.front(guest)) == 1
    with django_assert_num_queries(2):
        assert len(outside.kiosk(guest)) == 1
    with django_assert_num_queries(2):
        (entry,) = outside.feed(guest, None)
    with django_assert_num_queries(2):
        pages = outside.site_pages(guest)

    assert (entry.key, entry.title) == (f"raeume/{unit.public_id}", "Laden, Beispielstraße")
    assert [page.path for page in pages] == ["/raeume/", f"/raeume/{unit.public_id}/"]
    assert outside.feed(guest, 1) == ()
    let_out(hidden, F.DESCRIPTION, at=NOW + timedelta(days=1))
    assert [each.title for each in outside.feed(guest, None)] == [
        "Laden",
        "Laden, Beispielstraße",
    ]


def test_without_a_public_room_home_and_kiosk_say_nothing(town: Town) -> None:
    guest = make_actor(town=town)

    assert (outside.front(guest), outside.kiosk(guest)) == ((), ())
