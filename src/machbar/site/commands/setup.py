"""`machbar setup`: an empty installation becomes a town with its words, its catalogue and its first admin.

On a terminal it asks; everything else may be said here as well, or step by step in the browser. A new town is shown to
its team only until it is opened. Running it again with the same short name changes only what is given then.
"""

import argparse
import sys
from collections.abc import Mapping
from getpass import getpass
from typing import TYPE_CHECKING

from machbar.site import environment, light
from machbar.site.commands import setup_answers
from machbar.site.commands.setup_answers import WrongAnswer, problem_with_answer
from machbar.site.commands.words import gettext

if TYPE_CHECKING:
    from machbar.foundation.towns.models import Town

NEEDED = ("name", "short_name", "state", "admin_email", "admin_name")
ASKED = (
    "number_prefix", "ags", "population", "districts", "address", "opening_hours", "meeting_note",
    "contact_email", "contact_phone", "accent", "body", "represented_by", "postal_address",
    "privacy_contact", "authority", "enforcement", "checked_on", "public_url", "mail_host",
)  # fmt: skip
ASKED_WITH_MAIL = ("mail_port", "mail_user", "mail_password", "mail_from")
HERE = "h"
ADMIN = ("admin_email", "admin_name")
OPTIONS: dict[str, str] = {
    "name": gettext("name of the town, such as Musterstadt an der Probe"),
    "short_name": gettext(
        "the name in a sentence, such as Musterstadt; it also says which town is meant"
    ),
    "state": gettext("federal state, such as Niedersachsen"),
    "number_prefix": gettext(
        "letters in front of every number (the first of the short name if left out)"
    ),
    "ags": gettext("official municipality key, eight digits: decides which programmes apply here"),
    "population": gettext("number of inhabitants: some programmes ask for it"),
    "address": gettext("where the counter stands"),
    "opening_hours": gettext("when somebody is there"),
    "contact_email": gettext("mail address of the house"),
    "contact_phone": gettext("phone number of the house"),
    "meeting_note": gettext("when the team meets"),
    "imprint": gettext("the text of the imprint"),
    "accent": gettext("colour of the door, such as #0f5257"),
    "answer_days": gettext("days until an idea has its first answer (7 if left out)"),
    "host": gettext("host name, for several towns on one server"),
    "admin_email": gettext("mail address of the first admin"),
    "admin_name": gettext("how the first admin is called in the team"),
    "public_url": gettext("under which address the server is reached, with https:// in front"),
    **setup_answers.EXTRA,
}
OF_NO_TOWN = (*ADMIN, "public_url", *setup_answers.EXTRA)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Everything may be given as an option; on a terminal the rest is asked."""
    for name, words in OPTIONS.items():
        parser.add_argument(_flag(name), help=words)
    parser.add_argument(
        "--without-catalogue",
        action="store_true",
        help=gettext("leave out the catalogue of funding programmes that comes with MachBar"),
    )
    parser.add_argument(
        "--open",
        action="store_true",
        help=gettext("show the town to everybody; imprint, mail address and address are needed"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Check every answer, then migrate and make the town; 2 where an answer is missing or wrong."""
    light.set_up()
    given = {name: (getattr(arguments, name) or "").strip() for name in OPTIONS}
    if _complain({name: value for name, value in given.items() if value}):
        return 2
    if not given["short_name"]:
        given["short_name"] = _ask("short_name")
    if not given["short_name"] and _lacks(given, is_known=False):
        return 2
    light.start(migrate=True)
    is_known = _is_known(given["short_name"])
    if not is_known:
        try:
            _ask_the_rest(given)
        except KeyboardInterrupt:
            print("\n" + gettext("Stopped. Nothing was written down."), file=sys.stderr)
            return 2
    if _lacks(given, is_known=is_known) or _complain(given, skip_empty=is_known):
        return 2
    try:
        return _make(given, arguments)
    except WrongAnswer as wrong:
        print(f"{_flag(wrong.name)}: {wrong.sentence}", file=sys.stderr)
        return 2


def _ask_the_rest(given: dict[str, str]) -> None:
    """What is needed is asked at once; the rest here only where somebody wants it here and not in the browser."""
    for name in NEEDED:
        given[name] = given[name] or _ask(name)
    if not _wants_it_here():
        return
    for name in ASKED:
        given[name] = given[name] or _ask(name, state=given["state"])
    if given["mail_host"]:
        given.update({name: _ask(name) for name in ASKED_WITH_MAIL if not given[name]})


def _wants_it_here() -> bool:
    from django.utils.translation import gettext as _

    if not sys.stdin.isatty():
        return False
    try:
        typed = input(_("The rest in the browser (Enter) or here (h)? "))
    except EOFError:
        return False
    return typed.strip().lower() == HERE


def _make(given: Mapping[str, str], arguments: argparse.Namespace) -> int:
    """Write everything, or nothing where something of it is wrong."""
    from django.conf import settings
    from django.db import transaction
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from machbar.foundation.towns.kept import keep
    from machbar.foundation.towns.models import Town
    from machbar.site.towns import host_problem, load_catalogue, town_key
    from machbar.site.wizard import entrance

    key = town_key(given["short_name"])
    stood = Town.objects.filter(key=key).values_list("host", flat=True).first()
    problem = host_problem(key=key, host=given["host"] or stood or "")
    if problem:
        raise WrongAnswer("host", problem)
    _refuse_contradiction(key, given)
    server = setup_answers.of_the_server(given)
    with transaction.atomic():
        town, is_new = _write(given, opens=arguments.open)
    keep(settings.DATA, **server)
    entrance.remove(settings.DATA)
    print(
        (_("%(town)s is set up.") if is_new else _("%(town)s is up to date.")) % {"town": town.name}
    )
    if not arguments.without_catalogue and load_catalogue(town=town, at=timezone.now()):
        print(_catalogue(town))
    _say_what_follows(town, given)
    return 0


def _refuse_contradiction(key: str, given: Mapping[str, str]) -> None:
    """State and municipality key fit each other, whichever of both is new. Raises `WrongAnswer`."""
    from machbar.foundation.towns.models import Town
    from machbar.site.towns import contradiction

    known = Town.objects.filter(key=key).first()
    ags, state = (given[name] or getattr(known, name, "") for name in ("ags", "state"))
    problem = contradiction(ags=ags, state=state) if given["ags"] or given["state"] else ""
    if problem:
        raise WrongAnswer("ags" if given["ags"] else "state", problem)


def _write(given: Mapping[str, str], *, opens: bool) -> tuple["Town", bool]:
    from machbar.foundation.access.actor import Actor
    from machbar.foundation.towns.models import Town
    from machbar.site.towns import set_up_town
    from machbar.site.wizard.forms import AUTHORITIES_FOLLOW
    from machbar.site.wizard.services import NotReadyToOpen, follow_state, open_town

    details = {name: value for name, value in given.items() if name not in OF_NO_TOWN}
    details["accent"] = _readable(details["accent"])
    before = _state_before(given["short_name"])
    town, is_new = set_up_town(
        details=details, admin_email=given["admin_email"], admin_name=given["admin_name"]
    )
    by = Actor(town=town, system=True)
    if before and follow_state(by=by, town=town, before=before):
        print(AUTHORITIES_FOLLOW)
    setup_answers.apply(town=town, by=by, given=given)
    if opens:
        try:
            open_town(by=by)
        except NotReadyToOpen as missing:
            raise WrongAnswer("open", str(missing)) from missing
    return Town.objects.get(pk=town.pk), is_new


def _state_before(short_name: str) -> str:
    from machbar.foundation.towns.models import Town
    from machbar.site.towns import town_key

    known = Town.objects.filter(key=town_key(short_name)).values_list("state", flat=True)
    return known.first() or ""


def _readable(accent: str) -> str:
    """The colour, or the nearest darker one that can be read on white; that is said."""
    from django.utils.translation import gettext as _

    from machbar.foundation.ui.colours import is_dark_enough, nearest_dark_enough

    if not accent or is_dark_enough(accent):
        return accent
    taken = nearest_dark_enough(accent)
    sentence = _("%(typed)s is too light to be read on white. Taken: %(taken)s.")
    print(sentence % {"typed": accent, "taken": taken})
    return taken


def _catalogue(town: "Town") -> str:
    from django.db.models import Max, Min
    from django.utils.formats import date_format
    from django.utils.translation import gettext as _

    found = town.programmes.aggregate(oldest=Min("as_of"), newest=Max("as_of"))
    return _(
        "Catalogue: %(n)d funding programmes, read between %(oldest)s and %(newest)s, each with its source."
    ) % {
        "n": town.programmes.count(),
        "oldest": date_format(found["oldest"], "j. F Y"),
        "newest": date_format(found["newest"], "j. F Y"),
    }


def _public_url(given: Mapping[str, str]) -> str:
    """The address that counts from the next start on, as far as it was said here; the environment wins over it."""
    return "" if environment.text("MACHBAR_PUBLIC_URL", "") else given["public_url"]


def _say_what_follows(town: "Town", given: Mapping[str, str]) -> None:
    from django.urls import reverse
    from django.utils.translation import gettext as _

    from machbar.foundation.people.models import Person
    from machbar.foundation.towns.selectors import legal_notice_of
    from machbar.site.sign_in import one_time_address
    from machbar.site.towns import host_advice
    from machbar.site.wizard.gaps import gaps

    for sentence in host_advice(town):
        print(sentence)
    missing = gaps(town, legal_notice_of(town))
    if town.is_public:
        print(_("The door is open to everybody."))
    elif not missing:
        print(_("Only the team sees it so far. Everything is said: --open opens the door."))
    else:
        print(_("Only the team sees it so far. Before the door opens, please say:"))
        for gap in missing:
            print(f"  – {gap.sentence}")
        print(
            _("In the browser under %(place)s, or here; see machbar setup --help.")
            % {"place": reverse("wizard")}
        )
    print(_("Now start it: machbar serve"))
    mail = given["admin_email"].lower()
    person = Person.objects.filter(email=mail).first() if mail else None
    if person is not None:
        print(_("First sign-in of the admin, good once and for one hour:"))
        print(one_time_address(town=town, person=person, public_url=_public_url(given)))
        print(_("More people, or a new link: machbar team MAIL --name NAME --role lotse"))


def _is_known(short_name: str) -> bool:
    from machbar.foundation.towns.models import Town
    from machbar.site.towns import town_key

    return Town.objects.filter(key=town_key(short_name)).exists()


def _complain(given: Mapping[str, str], *, skip_empty: bool = True) -> bool:
    """Say the first thing that is wrong, with its flag."""
    from machbar.site.towns import problem_with

    for name, value in given.items():
        if not value and (skip_empty or name not in NEEDED):
            continue
        problem = problem_with(name, value)
        if problem:
            print(f"{_flag(name)}: {problem}", file=sys.stderr)
            return True
    return False


def _lacks(given: Mapping[str, str], *, is_known: bool) -> bool:
    from django.utils.translation import gettext as _

    needed: tuple[str, ...] = ("short_name",) if is_known else NEEDED
    if is_known and given["admin_email"]:
        needed = (*needed, "admin_name")
    missing = [_flag(name) for name in needed if not given[name]]
    if missing:
        print(_("Please give %(flags)s.") % {"flags": ", ".join(missing)}, file=sys.stderr)
    return bool(missing)


def _ask(name: str, *, state: str = "") -> str:
    """Ask on a terminal until the answer is right; elsewhere nobody can be asked."""
    from django.utils.translation import gettext as _

    from machbar.site.towns import contradiction, problem_with

    while sys.stdin.isatty():
        needed = "" if name in NEEDED else " (Enter: –)"
        try:
            ask = getpass if name == "mail_password" else input
            answer = ask(f"{_label(name)}{needed}: ").strip()
        except EOFError:
            return ""
        if not answer and name not in NEEDED:
            return ""
        problem = _("This answer is needed.")
        if answer:
            problem = problem_with(name, answer) or problem_with_answer(name, answer)
        if name == "ags":
            problem = problem or contradiction(ags=answer, state=state)
        if not problem:
            return answer
        print(problem, file=sys.stderr)
    return ""


def _label(name: str) -> str:
    from django.utils.translation import gettext as _

    from machbar.foundation.towns.models import Town

    if name in ADMIN:
        return {
            "admin_email": _("mail address of the first admin"),
            "admin_name": _("name of the first admin"),
        }[name]
    if name in OPTIONS and name in (*OF_NO_TOWN, "name", "short_name"):
        return OPTIONS[name]
    return str(Town._meta.get_field(name).verbose_name)  # type: ignore[union-attr] # a column


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"
