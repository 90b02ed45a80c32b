"""Rows of the house's own pages."""

from machbar.foundation.people.models import Role
from tests.permissions.table import Case, Outcome, Row, Who, everyone, team

PAGES = ["home", "health", "town_style", "about", "privacy", "imprint", "accessibility"]
SIGNED_IN = {
    who.name.lower(): Outcome.DONE
    for who in Who
    if who not in {Who.GUEST, Who.SUSPENDED, Who.DEVICE}
}
ADDRESS = {"email": "stranger@elsewhere.invalid"}

ROWS = [
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
