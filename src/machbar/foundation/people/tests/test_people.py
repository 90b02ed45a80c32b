"""People: one mail address each, no password, a role once."""

import pytest
from django.db import IntegrityError

from machbar.foundation.people.models import Person, Role, RoleInTown
from machbar.foundation.testing import make_person, make_town

pytestmark = pytest.mark.django_db


def test_a_person_has_no_password_and_a_lower_case_address() -> None:
    person = Person.objects.create_person(email="Lotse@Team.Invalid", name="Lotsin")

    assert (person.email, str(person)) == ("lotse@team.invalid", "Lotsin")
    assert person.has_usable_password() is False
    assert person.check_password("") is False


def test_two_people_cannot_share_an_address() -> None:
    make_person(email="a@team.invalid")

    with pytest.raises(IntegrityError):
        make_person(email="A@Team.Invalid")


def test_a_role_is_held_once_per_town() -> None:
    town, other = make_town(), make_town()
    person = make_person(Role.LOTSE, town=town)
    RoleInTown.objects.create(town=other, person=person, role=Role.LOTSE)

    with pytest.raises(IntegrityError):
        RoleInTown.objects.create(town=town, person=person, role=Role.LOTSE)


def test_a_role_that_nobody_knows_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError):
        RoleInTown.objects.create(town=make_town(), person=make_person(), role="king")
