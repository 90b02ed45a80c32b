"""Rows of the house's own pages."""

from collections.abc import Mapping

from django.utils import timezone

from machbar.foundation.people.models import Role
from machbar.foundation.towns.models import Town
from machbar.site.profile.services import fingerprint
from tests.permissions.shapes import of_the_team, single
from tests.permissions.table import (
    NOBODY,
    Case,
    Expected,
    Outcome,
    Row,
    Target,
    Who,
    everyone,
    team,
)
from tests.permissions.world import World

PAGES = [
    "home", "health", "town_style", "about", "privacy", "imprint", "accessibility",
    "kiosk", "feed", "feed_ideas", "feed_projects", "robots", "sitemap",
]  # fmt: skip
PROFILE = {
    "house_name": "MachBar",
    "accent": "#0f5257",
    "answer_days": "7",
    "tage-TOTAL_FORMS": "0",
    "tage-INITIAL_FORMS": "0",
}
SIGNED_IN = {
    who.name.lower(): Outcome.DONE
    for who in Who
    if who not in {Who.GUEST, Who.SUSPENDED, Who.DEVICE}
}
ADDRESS = {"email": "stranger@elsewhere.invalid"}

QUESTIONS = ("", "kram", "internal", "public", "contact", "phone", "theirs", "und", '"*:()-^')
WORKING = (Role.LOTSE, Role.MODERATION, Role.ADMIN)
ANSWERING = dict.fromkeys(("lotse", "moderation", "admin"), Outcome.DONE)


def _profile(world: World) -> Mapping[str, str]:
    """The settings as they are sent by somebody who has just opened the page."""
    town = Town.objects.get(pk=world.ours.town.pk)
    return {**PROFILE, "seen_version": fingerprint(town, timezone.localdate())}


def _batch(route: str, *, get: Expected | None = None, post: Expected | None = None) -> Row:
    """A page of a file that was brought: one that is looked at, and one of the other town."""
    return of_the_team(
        route,
        "our file",
        *WORKING,
        other="a file of the other town",
        ours=lambda world: ("ideen", world.ours.batch.public_id),
        theirs=lambda world: ("ideen", world.theirs.batch.public_id),
        get=get,
        post=post,
        form={"doubles": "take"},
    )


def _of(kind: str) -> Target:
    return lambda _world: (kind,)


MARKS = {"draft": {Who(role.value) for role in WORKING}}
DEED = team(*WORKING, yes=Outcome.DONE)
TABLES = [
    single("tables", "the town", get=team(*WORKING)),
    *(
        Row(
            route=route,
            cases=(
                *(
                    Case(
                        relation=kind,
                        arguments=_of(kind),
                        get=team(*WORKING),
                        post=team(*WORKING, yes=Outcome.INCOMPLETE) if is_form else NOBODY,
                    )
                    for kind in ("ideen", "projekte", "kontakte")
                ),
                Case(
                    relation="no kind",
                    arguments=lambda _world: ("kram",),
                    get=team(yes=Outcome.MISSING),
                    post=team(yes=Outcome.MISSING) if is_form else NOBODY,
                ),
            ),
        )
        for route, is_form in (("tables_kind", True), ("tables_template", False))
    ),
    _batch("tables_batch", get=team(*WORKING)),
    _batch("tables_take", post=DEED),
    _batch("tables_drop", post=DEED),
    _batch("tables_undo", post=DEED),
    Row(
        route="table_export",
        cases=(
            Case(
                relation="ideas",
                arguments=lambda _world: ("ideen", "csv"),
                get=team(*WORKING),
            ),
            Case(relation="projects", arguments=lambda _world: ("projekte", "excel"), get=team()),
            Case(
                relation="contacts",
                arguments=lambda _world: ("kontakte", "csv"),
                get=team(*WORKING),
            ),
            Case(
                relation="no style",
                arguments=lambda _world: ("ideen", "pdf"),
                get=team(yes=Outcome.MISSING),
            ),
        ),
    ),
]
SET_UP = [
    single(
        "entrance",
        "a guess, where a town is",
        arguments=lambda _world: ("a-token-of-nobody",),
        get=everyone(Outcome.MISSING),
        post=everyone(Outcome.MISSING),
    ),
    single("wizard", "the town", get=team(Role.ADMIN)),
    Row(
        route="wizard_step",
        cases=(
            Case(
                relation="a step of the town, without an answer",
                arguments=lambda _world: ("stadt",),
                get=team(Role.ADMIN),
                post=team(Role.ADMIN, yes=Outcome.INCOMPLETE),
            ),
            Case(
                relation="the mail of the server, which only its operator enters",
                arguments=lambda _world: ("post",),
                get=team(Role.ADMIN),
                post=team(yes=Outcome.FORBIDDEN),
            ),
            Case(
                relation="no step",
                arguments=lambda _world: ("kram",),
                get=team(Role.ADMIN, yes=Outcome.MISSING),
                post=team(Role.ADMIN, yes=Outcome.MISSING),
            ),
        ),
    ),
    single("wizard_open", "the town", post=team(Role.ADMIN, yes=Outcome.DONE)),
    single("wizard_logo", "no file", post=team(Role.ADMIN, yes=Outcome.INCOMPLETE)),
    single("state", "a server of two towns", get=team(yes=Outcome.FORBIDDEN)),
    single("towns", "all towns of the server", get=team(yes=Outcome.FORBIDDEN)),
    *(
        Row(
            route=route,
            cases=tuple(
                Case(
                    relation=relation,
                    arguments=named,
                    post=team(yes=Outcome.FORBIDDEN),
                )
                for relation, named in (
                    ("our town", lambda world: (world.ours.town.key,)),
                    ("the other town", lambda world: (world.theirs.town.key,)),
                    ("no town", lambda _world: ("kram",)),
                )
            ),
        )
        for route in ("town_close", "town_open")
    ),
    single(
        "archive",
        "the town",
        get=team(Role.ADMIN),
        post=team(Role.ADMIN, yes=Outcome.DONE),
        form={"sort": "oeffentlich"},
    ),
    single(
        "archive_fetch",
        "none of this name",
        arguments=lambda _world: ("archiv-x-oeffentlich-2001-01-01-000000.zip",),
        post=team(Role.ADMIN, yes=Outcome.MISSING),
    ),
    single(
        "house_account",
        "the server, whose operator holds no role here",
        get=team(yes=Outcome.FORBIDDEN),
        post=team(yes=Outcome.FORBIDDEN),
    ),
    *(
        single(route, "no issuer is trusted", get=everyone(Outcome.MISSING))
        for route in ("house_start", "house_return")
    ),
    single(
        "backups",
        "a server of two towns",
        get=team(yes=Outcome.FORBIDDEN),
        post=team(yes=Outcome.FORBIDDEN),
    ),
    single("backup_now", "a server of two towns", post=team(yes=Outcome.FORBIDDEN)),
    *(
        single(
            route,
            "a server of two towns",
            arguments=lambda _world: ("machbar-2001-01-01-000000.machbar",),
            post=team(yes=Outcome.FORBIDDEN),
        )
        for route in ("backup_try", "backup_fetch")
    ),
    single(
        "town_logo",
        "a town without a logo",
        arguments=lambda _world: ("480-0.webp",),
        get=everyone(Outcome.MISSING),
    ),
    single("security_txt", "a town without a mail address", get=everyone(Outcome.MISSING)),
]
ROWS = [
    *TABLES,
    Row(
        route="search",
        cases=(
            *(
                Case(relation=f"“{question}”", query={"suche": question}, get=everyone(Outcome.OK))
                for question in QUESTIONS
            ),
            Case(
                relation="a readable number leads those who answer ideas to the idea",
                query={"suche": f"L-{timezone.localdate().year}-0002"},
                get=everyone(Outcome.OK, **ANSWERING),
            ),
            Case(
                relation="a number nobody has",
                query={"suche": "L-1999-0001"},
                get=everyone(Outcome.OK),
            ),
        ),
    ),
    *(single(page, "the town", get=everyone(Outcome.OK)) for page in PAGES),
    single(
        "sign_in_once",
        "unknown link",
        arguments=lambda _world: ("a-token-of-nobody",),
        get=everyone(Outcome.MISSING),
        post=everyone(Outcome.MISSING),
    ),
    Row(
        route="feed_project",
        cases=(
            Case(
                relation="a public project",
                arguments=lambda w: (w.ours.public_project.public_id,),
                get=everyone(Outcome.OK),
            ),
            Case(
                relation="an internal project, for the team as well",
                arguments=lambda w: (w.ours.internal_project.public_id,),
                get=everyone(Outcome.MISSING),
            ),
            Case(
                relation="a project of the other town",
                arguments=lambda w: (w.theirs.public_project.public_id,),
                get=everyone(Outcome.MISSING),
            ),
        ),
    ),
    single("settings_index", "the town", get=team(yes=Outcome.DONE)),
    Row(
        route="town_settings",
        cases=(
            Case(
                relation="the town",
                get=team(Role.ADMIN),
                post=team(Role.ADMIN, yes=Outcome.DONE),
                form=_profile,
            ),
            Case(
                relation="a colour that nobody can read",
                get=team(Role.ADMIN),
                post=team(Role.ADMIN, yes=Outcome.INCOMPLETE),
                form={**PROFILE, "accent": "#ffc845"},
            ),
        ),
    ),
    *SET_UP,
    single("workshop", "the town", get=team(yes=Outcome.DONE)),
    single(
        "queue",
        "the town",
        get=team(Role.LOTSE, Role.MODERATION, Role.ADMIN, Role.EDITOR),
        post=team(yes=Outcome.DONE),
        form={"skip": "ideas:neu-gibtesnicht"},
    ),
    single("day_page", "the town", get=team()),
    *(
        Row(
            route=route,
            cases=(
                Case(
                    relation="empty form",
                    get=everyone(Outcome.OK, **SIGNED_IN),
                    post=everyone(Outcome.OK, **SIGNED_IN),
                ),
                Case(
                    relation="unknown address",
                    get=everyone(Outcome.OK, **SIGNED_IN),
                    post=everyone(Outcome.DONE, **SIGNED_IN),
                    form=ADDRESS,
                ),
            ),
        )
        for route in ("account_login", "account_request_login_code")
    ),
    single(
        "account_confirm_login_code",
        "no code asked for",
        get=everyone(Outcome.SIGN_IN, **SIGNED_IN),
        post=everyone(Outcome.SIGN_IN, **SIGNED_IN),
        form={"code": "ABC123"},
    ),
    *(
        single(
            route,
            relation,
            get=everyone(Outcome.SIGN_IN, **others),
            post=everyone(Outcome.SIGN_IN, **others),
            form=form,
        )
        for route, relation, form, others in (
            ("mfa_authenticate", "no sign-in begun", {"code": "123456"}, SIGNED_IN),
            ("mfa_login_webauthn", "no passkey", {"credential": "{}"}, SIGNED_IN),
        )
    ),
    single("account_logout", "oneself", post=everyone(Outcome.DONE)),
    Row(
        route="demo_sign_in",
        cases=(
            Case(
                relation="a role, outside the demo process",
                arguments=lambda _world: (Role.ADMIN.value,),
                post=everyone(Outcome.MISSING),
            ),
            Case(
                relation="no role",
                arguments=lambda _world: ("king",),
                post=everyone(Outcome.MISSING),
            ),
        ),
    ),
]
