"""The guide's pages of owners: noted, written to, linked, their rooms and what of these may be public."""

import io

import pikepdf
import pytest
from django.test import Client

from machbar.foundation.post.models import Letter
from machbar.foundation.testing import Role, make_actor, make_person
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core import ConsentField
from machbar.modules.premises.models import Owner
from machbar.modules.premises.selectors.public import rooms
from machbar.modules.premises.services.owners import (
    change_owner,
)
from machbar.modules.premises.tests.builders.outside import (
    NOW,
    OWNER_VALUES,
    make_owner,
    make_public_unit,
    make_unit,
)
from machbar.modules.premises.tests.builders.pages import path

pytestmark = pytest.mark.django_db
F = ConsentField


def test_the_guide_adds_an_owner_and_sees_until_when_to_tell(guide: Client) -> None:
    answer = guide.post(path("new_owner"), {**OWNER_VALUES, "form_key": "seite"}, follow=True)

    page = answer.content.decode()
    owner = Owner.objects.get()
    assert answer.redirect_chain[0][0] == path("owner", owner.public_id)
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
    answer = guide.post(path("new_owner"), {**OWNER_VALUES, **values})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Ruft lieber an" in page
    assert not Owner.objects.exists()


def test_two_guides_who_change_the_same_see_both_texts(guide: Client, town: Town) -> None:
    owner = make_owner(town=town, note="alt")
    by = make_actor(Role.LOTSE, town=town)
    form = {**OWNER_VALUES, "name": owner.name, "note": "meins", "seen_version": "1"}
    seen = '{"name": ["Erbengemeinschaft (fiktiv)"], "note": ["alt"]}'
    change_owner(
        owner=owner,
        by=by,
        at=NOW,
        seen_version=1,
        values={**OWNER_VALUES, "name": owner.name, "note": "ihres"},
    )

    answer = guide.post(path("change_owner", owner.public_id), {**form, "seen": seen})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "meins" in page
    assert "ihres" in page


def test_the_first_letter_is_a_tagged_pdf_with_a_link_that_works(guide: Client, town: Town) -> None:
    owner = make_owner(town=town, postal_address="Beispielweg 3, 38154 Königslutter")
    make_unit(town=town, owner=owner, street="Westernstraße", number="5")

    answer = guide.post(path("owner_letter", owner.public_id))

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
        answer = guide.post(path(route, owner.public_id), follow=True)
        assert sentence in answer.content.decode()


def test_the_first_mail_tells_what_is_kept_and_counts_as_told(guide: Client, town: Town) -> None:
    owner = make_owner(
        town=town, contact="erben@example.invalid", contact_kind="mail", source="Gespräch"
    )
    make_unit(town=town, owner=owner, street="Westernstraße", number="5")

    guide.post(path("owner_mail", owner.public_id))
    guide.post(path("owner_mail", owner.public_id))

    first, second = Letter.objects.order_by("id")
    assert first.recipient == "erben@example.invalid"
    for words in ("Laden, Westernstraße 5", "Art. 6 Abs. 1", "Wir kennen Sie durch: Gespräch"):
        assert words in first.body
    assert "die neue Adresse Ihrer eigenen Seite" in second.body
    owner.refresh_from_db()
    assert owner.informed_by == "mail"


def test_the_link_is_shown_once_with_its_code(guide: Client, town: Town) -> None:
    owner = make_owner(town=town)

    page = guide.post(path("owner_link", owner.public_id)).content.decode()

    assert "/eigentum/" in page
    assert "/eigentum/" not in guide.get(path("owner", owner.public_id)).content.decode()


def test_rooms_are_noted_with_an_owner_and_taken_off(guide: Client, town: Town) -> None:
    owner = make_owner(town=town)
    unit = make_unit(town=town)

    guide.post(path("owner_unit_given", owner.public_id), {"unit": unit.public_id})
    unit.refresh_from_db()
    assert unit.owner == owner
    refused = guide.post(path("owner_unit_given", owner.public_id), {"unit": unit.public_id})
    assert refused.status_code == 422

    guide.post(path("owner_unit_taken", owner.public_id, unit.public_id))
    unit.refresh_from_db()
    assert unit.owner is None


def test_the_guide_notes_on_the_phone_what_may_be_public(guide: Client, town: Town) -> None:
    unit = make_unit(town=town, owner=make_owner(town=town))
    form = {"parts": ["street", "area"], "was": "", "way": "phone"}

    looked = guide.post(path("consents", unit.public_id), {**form, "deed": "vorschau"})
    assert "Laden, Beispielstraße" in looked.content.decode()
    assert rooms(town) == []
    saved = guide.post(path("consents", unit.public_id), form)

    assert saved.status_code == 302
    assert [(each.field, each.given_by) for each in unit.consents.all()] == [
        ("street", "phone"),
        ("area", "phone"),
    ]


def test_how_the_owner_said_it_is_chosen_and_never_assumed(guide: Client, town: Town) -> None:
    unit = make_unit(town=town, owner=make_owner(town=town))
    form = {"parts": ["street"], "was": ""}

    looked = guide.post(path("consents", unit.public_id), {**form, "deed": "vorschau"})
    saved = guide.post(path("consents", unit.public_id), form)

    assert (looked.status_code, saved.status_code) == (200, 422)
    assert "Bitte wählen Sie, wie der Eigentümer es gesagt hat." in saved.content.decode()
    assert not unit.consents.exists()


def test_without_an_owner_nobody_agrees(guide: Client, town: Town) -> None:
    unit = make_unit(town=town)

    guide.post(path("consents", unit.public_id), {"parts": ["street"], "way": "phone"})

    assert unit.consents.count() == 0


def test_whoever_of_the_team_picks_up_the_phone_hides_a_room_at_once(
    client: Client, town: Town
) -> None:
    unit = make_public_unit(F.STREET, town=town)
    client.force_login(make_person(Role.MODERATION, town=town))
    assert client.get(path("consents", unit.public_id)).status_code == 403

    client.post(path("withdraw_all", unit.public_id))

    assert rooms(town) == []


def test_the_card_of_a_unit_says_what_is_public(guide: Client, town: Town) -> None:
    unit = make_public_unit(F.STREET, F.AREA, town=town)

    page = guide.get(path("unit", unit.public_id)).content.decode()

    assert "Was öffentlich ist, entscheidet der Eigentümer" in page
    assert "Straße, Größe" in page
    assert path("poster", unit.public_id) in page
