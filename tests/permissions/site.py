"""Rows of the house's own pages."""

from django.utils import timezone

from machbar.foundation.people.models import Role
from tests.permissions.table import Case, Outcome, Row, Who, everyone, team

PAGES = ["home", "health", "town_style", "about", "privacy", "imprint", "accessibility"]
SIGNED_IN = {
    who.name.lower(): Outcome.DONE
    for who in Who
    if who not in {Who.GUEST, Who.SUSPENDED, Who.DEVICE}
}
ADDRESS = {"email": "stranger@elsewhere.invalid"}

QUESTIONS = ("", "kram", "internal", "public", "contact", "phone", "theirs", "und", '"*:()-^')
ANSWERING = dict.fromkeys(("lotse", "moderation", "admin"), Outcome.DONE)
ROWS = [
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
    *(
        Row(route=page, cases=(Case(relation="the town", get=everyone(Outcome.OK)),))
        for page in PAGES
    ),
    Row(
        route="sign_in_once",
        cases=(
            Case(
                relation="unknown link",
                arguments=lambda _world: ("a-token-of-nobody",),
                get=everyone(Outcome.MISSING),
                post=everyone(Outcome.MISSING),
            ),
        ),
    ),
    Row(route="workshop", cases=(Case(relation="the town", get=team(yes=Outcome.DONE)),)),
    Row(
        route="queue",
        cases=(
            Case(
                relation="the town",
                get=team(Role.LOTSE, Role.MODERATION, Role.ADMIN),
                post=team(yes=Outcome.DONE),
                form={"skip": "ideas:neu-gibtesnicht"},
            ),
        ),
    ),
    Row(route="day_page", cases=(Case(relation="the town", get=team()),)),
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
    Row(
        route="account_confirm_login_code",
        cases=(
            Case(
                relation="no code asked for",
                get=everyone(Outcome.SIGN_IN, **SIGNED_IN),
                post=everyone(Outcome.SIGN_IN, **SIGNED_IN),
                form={"code": "ABC123"},
            ),
        ),
    ),
    Row(
        route="account_logout",
        cases=(Case(relation="oneself", post=everyone(Outcome.DONE)),),
    ),
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
