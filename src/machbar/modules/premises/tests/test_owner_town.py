"""The town as the owner of its own squares and gardens: one click on the card, one entry, no letter to itself."""

import pytest
from django.test import Client
from django.urls import reverse

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.modules.premises.models import Owner
from machbar.modules.premises.selectors.owners import owners_with, untold
from machbar.modules.premises.services.owners import give_unit_to_town
from machbar.modules.premises.tests.builders.outside import NOW, make_owner, make_unit

pytestmark = pytest.mark.django_db


def test_one_click_on_the_card_and_the_square_is_the_towns(client: Client) -> None:
    town = make_town()
    square, garden = (make_unit(town=town, street=street) for street in ("Markt", "Amtsgarten"))
    client.force_login(make_person(Role.LOTSE, town=town))
    click = "Gehört der Stadt oder Gemeinde"

    before = client.get(reverse("premises:unit", args=[square.public_id])).content.decode()
    for unit in (square, square, garden):
        client.post(reverse("premises:unit_of_town", args=[unit.public_id]))
    after = client.get(reverse("premises:unit", args=[square.public_id])).content.decode()

    owner = Owner.objects.get()
    assert (owner.name, owner.is_town) == (f"Stadt oder Gemeinde {town.name}", True)
    assert set(owner.units.all()) == {square, garden}
    assert (click in before, click in after, owner.name in after) == (True, False, True)
    page = client.get(reverse("premises:owner", args=[owner.public_id])).content.decode()
    assert "Art. 14" not in page


def test_nobody_owes_the_town_a_letter_about_itself() -> None:
    town = make_town()
    guide = make_actor(Role.LOTSE, town=town)
    person = make_owner(town=town)
    give_unit_to_town(unit=make_unit(town=town), by=guide, at=NOW)

    assert list(untold(guide)) == [person]
    assert list(owners_with(guide, only_untold=True)) == [person]


def test_what_belongs_to_somebody_is_not_the_towns_by_a_click(client: Client) -> None:
    town = make_town()
    unit = make_unit(town=town)
    unit.owner = make_owner(town=town)
    unit.save(update_fields=["owner"])
    client.force_login(make_person(Role.LOTSE, town=town))

    assert client.post(reverse("premises:unit_of_town", args=[unit.public_id])).status_code == 404
