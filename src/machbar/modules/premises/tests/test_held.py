"""Who has signed an agreement and asks to be erased: kept while claims last, shown nowhere from now on, then erased."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.privacy.listing import Sought
from machbar.foundation.privacy.models import Erasure, HeldRow
from machbar.foundation.privacy.needles import mail_needle, name_needle
from machbar.foundation.privacy.services import (
    Request,
    erase,
    erase_again,
    erase_held,
    preview,
)
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core import ConsentField
from machbar.modules.premises.models import Agreement, Consent, Mediation, Owner
from machbar.modules.premises.services.owners import link_to_owner
from machbar.modules.premises.tests.builders.mediation import (
    MORNING,
    make_demand,
    make_owner,
    make_running,
    make_unit,
)
from machbar.modules.premises.tests.builders.outside import let_out

pytestmark = pytest.mark.django_db
NAME, MAIL = "Eigentümer Marke (fiktiv)", "marke@example.invalid"
REQUEST = Request(
    sought=Sought(name=NAME, mail=MAIL),
    needles=[name_needle(NAME), mail_needle(MAIL)],
    reason="objected",
)
CLAIMS_END = date(2029, 12, 31)
AFTER = datetime(2030, 1, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _data(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def running_with_public_room(town: Town) -> tuple[Mediation, str]:
    """A use that has begun in a room that its owner lets out to be seen, and the owner's link."""
    owner = make_owner(town, name=NAME, contact=MAIL)
    unit = make_unit(town, owner=owner)
    let_out(unit, ConsentField.STREET, ConsentField.AREA, at=MORNING)
    mediation = make_running(town, unit=unit, demand=make_demand(town, wants_public=True))
    Mediation.objects.filter(pk=mediation.pk).update(visit_is_public=True)
    return mediation, link_to_owner(owner=owner, by=Actor(town=town, system=True), at=MORNING)


def test_an_owner_who_is_held_is_shown_nowhere_at_once_and_goes_when_claims_end(
    client: Client,
) -> None:
    town = make_town()
    by = Actor(town=town, system=True)
    mediation, token = running_with_public_room(town)
    page = reverse("premises:owner_page", args=[token])
    before = client.get(page).status_code

    erasure = erase(REQUEST, by=by, at=MORNING)

    assert erasure is not None
    assert (before, client.get(page).status_code) == (200, 404)
    assert not Consent.objects.filter(withdrawn_at=None).exists()
    mediation.refresh_from_db()
    assert (mediation.stage, mediation.visit_is_public) == (Mediation.Stage.RUNNING, False)
    assert Owner.objects.get().name == NAME
    assert HeldRow.objects.get(table="premises.owner").until == CLAIMS_END
    assert preview(REQUEST.needles, by=by, at=MORNING).is_empty
    assert erase(REQUEST, by=by, at=MORNING) is None
    assert erase_held(town=town, at=MORNING) == 0

    assert erase_held(town=town, at=AFTER) > 0

    assert not Owner.objects.exists()
    assert not HeldRow.objects.exists()


def test_a_restore_of_an_older_state_locks_the_owner_again_and_knows_the_day() -> None:
    town = make_town()
    mediation, _token = running_with_public_room(town)
    erase(REQUEST, by=Actor(town=town, system=True), at=MORNING)
    # The state of before: nothing withdrawn, no erasure known.
    Erasure.objects.all().delete()
    Consent.objects.update(withdrawn_at=None)

    erase_again(at=MORNING)

    assert not Consent.objects.filter(withdrawn_at=None).exists()
    assert HeldRow.objects.get(table="premises.owner").until == CLAIMS_END
    assert Owner.objects.get().pk == mediation.unit.owner_id


def test_a_restore_of_a_state_without_the_agreement_erases_the_owner() -> None:
    town = make_town()
    mediation, _token = running_with_public_room(town)
    erase(REQUEST, by=Actor(town=town, system=True), at=MORNING)
    Erasure.objects.all().delete()
    mediation.agreement.delete()

    erase_again(at=MORNING)

    assert not Owner.objects.exists()


def test_the_page_lets_tick_who_is_held_and_says_what_happens(client: Client) -> None:
    town = make_town()
    running_with_public_room(town)
    Agreement.objects.update(ends_on=None)
    client.force_login(make_person(Role.ADMIN, town=town))
    page = reverse("privacy:erase")
    asked = {"name": NAME, "mail": MAIL, "reason": "objected"}

    looked = client.post(page, asked).content.decode()
    owner = f"premises.owner:{Owner.objects.get().pk}"
    done = client.post(page, {**asked, "do": "1", "sure": "1", "row": [owner]})

    assert f'value="{owner}"' in looked
    assert "Wird von selbst gelöscht, wenn das endet." in looked
    assert "Bis dahin ist nichts davon öffentlich" in looked
    assert done.status_code == 302
    assert HeldRow.objects.get().table == "premises.owner"
    assert not Consent.objects.filter(withdrawn_at=None).exists()
