"""`machbar team MAIL`: give or take a role in a town, change an address, print a link that signs a person in once."""

import argparse
import sys
from typing import TYPE_CHECKING

from machbar.site import light
from machbar.site.commands.choosing import town_named
from machbar.site.commands.words import gettext

if TYPE_CHECKING:
    from machbar.foundation.people.models import Person, Role
    from machbar.foundation.towns.models import Town


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Who, which role, and where."""
    parser.add_argument("email", metavar="MAIL", help=gettext("mail address of the person"))
    parser.add_argument(
        "--name", help=gettext("how the person is called in the team (needed once)")
    )
    parser.add_argument("--role", help=gettext("the role to give, such as lotse or treasurer"))
    parser.add_argument(
        "--remove",
        action="store_true",
        help=gettext("take the role away (all roles where none is named)"),
    )
    parser.add_argument(
        "--reset-second-step",
        action="store_true",
        help=gettext("take the second step of the sign-in away (phone and codes are lost)"),
    )
    parser.add_argument(
        "--new-mail",
        metavar="MAIL",
        help=gettext("the person signs in with this address from now on"),
    )
    parser.add_argument(
        "--town", help=gettext("key of the town (needed where a server has several)")
    )


def run(arguments: argparse.Namespace) -> int:
    """Do it; 2 where something that was given is wrong."""
    light.start()
    from django.db import transaction
    from django.utils.translation import gettext as _

    from machbar.foundation.people.models import Person
    from machbar.foundation.team.exceptions import AddressTaken

    town = town_named(arguments.town)
    if town is None or _is_wrong(arguments):
        return 2
    person = Person.objects.filter(email=arguments.email.strip().lower()).first()
    if arguments.remove:
        return _remove(town, person, arguments.role)
    if person is None and (arguments.reset_second_step or arguments.new_mail):
        return _refuse("MAIL", _("nobody here has this address."))
    if person is None and arguments.role and not arguments.name:
        return _refuse("--name", _("this person is new; please give a name."))
    has_role = person is not None and person.roles.filter(town=town).exists()
    if not (arguments.role or has_role):
        return _refuse(
            "--role",
            _("this person has no role yet; please give one: %(roles)s.") % {"roles": _roles()},
        )
    try:
        with transaction.atomic():
            person = _changed(town, person, arguments)
    except AddressTaken as error:
        return _refuse("--new-mail", str(error))
    _print_link(town, person)
    return 0


def _changed(town: "Town", person: "Person | None", arguments: argparse.Namespace) -> "Person":
    """Everything that was asked for, or nothing. Raises `AddressTaken`."""
    from machbar.foundation.access.actor import Actor
    from machbar.foundation.team.naming import rename

    by = Actor(town=town, system=True)
    name = (arguments.name or "").strip()
    if person is not None and arguments.new_mail:
        _move(town, person, arguments.new_mail.strip())
    if arguments.role:
        email = arguments.email.strip() if person is None else person.email
        person = _give(town, arguments, email=email)
    assert person is not None  # noqa: S101 - checked before
    if name and rename(person=person, name=name, by=by):
        person.name = name
    if arguments.reset_second_step:
        _reset(town, person)
    return person


def _is_wrong(arguments: argparse.Namespace) -> bool:
    from django.utils.translation import gettext as _

    from machbar.site.towns import problem_with

    answers = {
        "MAIL": ("admin_email", arguments.email),
        "--new-mail": ("admin_email", arguments.new_mail),
        "--name": ("admin_name", arguments.name),
    }
    for flag, (field, value) in answers.items():
        problem = problem_with(field, value.strip()) if value is not None else ""
        if problem:
            return bool(_refuse(flag, problem))
    if arguments.remove and (arguments.new_mail or arguments.reset_second_step):
        return bool(_refuse("--remove", _("please give it alone, or with --role.")))
    if arguments.role is not None and _role(arguments.role) is None:
        return bool(_refuse("--role", _("there are these roles: %(roles)s.") % {"roles": _roles()}))
    return False


def _give(town: "Town", arguments: argparse.Namespace, *, email: str) -> "Person":
    from machbar.site.towns import give_role

    role = _role(arguments.role)
    assert role is not None  # noqa: S101 - checked before
    return give_role(town=town, email=email, name=(arguments.name or "").strip(), role=role)


def _remove(town: "Town", person: "Person | None", role: str | None) -> int:
    from django.utils.translation import gettext as _

    from machbar.foundation.team.exceptions import LastAdmin
    from machbar.site.towns import take_roles

    named = _role(role) if role else None
    try:
        roles = [named] if named else []
        taken = 0 if person is None else take_roles(town=town, person=person, roles=roles)
    except LastAdmin as error:
        return _refuse("--remove", str(error))
    if not taken:
        return _refuse(
            "MAIL", _("this person does not hold that role in %(town)s.") % {"town": town.name}
        )
    print(_("The role is taken away. Without any role nobody gets behind the counter."))
    return 0


def _reset(town: "Town", person: "Person") -> None:
    from django.utils.translation import gettext as _

    from machbar.foundation.access.actor import Actor
    from machbar.foundation.team.factors import reset_factors

    if reset_factors(person=person, by=Actor(town=town, system=True)):
        print(_("The second step is taken away; a mail tells it."))
    else:
        print(_("There was no second step."))


def _move(town: "Town", person: "Person", address: str) -> None:
    """Let the person sign in with another address; a mail tells the one before. Raises `AddressTaken`."""
    from django.utils.translation import gettext as _

    from machbar.foundation.access.actor import Actor
    from machbar.foundation.team.moving import move

    move(person=person, address=address, by=Actor(town=town, system=True))
    print(_("From now on %(address)s signs in.") % {"address": person.email})


def _print_link(town: "Town", person: "Person") -> None:
    from django.utils.translation import gettext as _

    from machbar.foundation.post.backends import has_mail
    from machbar.site.sign_in import one_time_address

    held = [each.get_role_display() for each in person.roles.filter(town=town).order_by("role")]
    print(f"{person.name}, {town.name}: {', '.join(held)}")
    if has_mail():
        print(_("Signs in at any time with a code by mail, or once within an hour here:"))
    else:
        print(_("No mail leaves this server yet. Signs in once within an hour here:"))
    print(one_time_address(town=town, person=person))


def _role(text: str) -> "Role | None":
    from machbar.foundation.people.models import Role

    wanted = text.strip().casefold()
    return next((role for role in Role if wanted in {role.value, role.label.casefold()}), None)


def _roles() -> str:
    from machbar.foundation.people.models import Role

    return ", ".join(f"{role.value} ({role.label})" for role in Role)


def _refuse(flag: str, sentence: str) -> int:
    print(f"{flag}: {sentence}", file=sys.stderr)
    return 2
