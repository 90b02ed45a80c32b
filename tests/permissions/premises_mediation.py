"""Rows of mediations: three roles work on them, both sides answer by their links, drafts with names are the guide's."""

from collections.abc import Mapping
from functools import partial

from django.utils import timezone

from machbar.foundation.people.models import Role
from machbar.modules.premises.models import Asking
from tests.permissions.shapes import of_the_team, single
from tests.permissions.table import (
    Case,
    Form,
    Outcome,
    Row,
    Target,
    Who,
    everyone,
    team,
)
from tests.permissions.world import Things, World

WORKING = (Role.LOTSE, Role.MODERATION, Role.ADMIN)
_NO = Outcome.MISSING
_WORKING = {Who(role.value) for role in WORKING}


def _terms(world: World) -> Mapping[str, str]:
    return {
        "purpose": "Werkstatt",
        "starts_on": "2026-12-01",
        "notice_weeks": "4",
        "seen_version": str(world.ours.paths.agreed.version),
    }


def _letter(world: World) -> Mapping[str, str]:
    asking = world.ours.paths.written
    Asking.objects.filter(pk=asking.pk).update(printed_at=timezone.now())
    return {"asking": asking.public_id}


def _other(world: World) -> World:
    return World(ours=world.theirs, theirs=world.ours)


def _of(
    route: str,
    thing: Target,
    *,
    post: Outcome | None = None,
    is_deed: bool = False,
    form: Form | None = None,
    roles: tuple[Role, ...] = WORKING,
) -> Row:
    """A page or a deed about a thing of ours, and about the same of the other town."""
    return of_the_team(
        route,
        "ours",
        *roles,
        other="of the other town",
        ours=thing,
        theirs=lambda world: thing(_other(world)),
        get=None if is_deed else team(*roles),
        post=post and team(*roles, yes=post),
        form=form,
    )


def _link(route: str, ours: str, wrong: str) -> Row:
    """A page behind the link of one side; the other side's link opens nothing there."""

    def token(name: str, world: World) -> tuple[str, ...]:
        return (str(getattr(world.ours.paths, name)),)

    def case(relation: str, arguments: Target, get: Outcome, sent: Outcome) -> Case:
        return Case(
            relation=relation,
            arguments=arguments,
            get=everyone(get),
            post=everyone(sent),
            form={"answer": "yes"},
        )

    return Row(
        route=route,
        cases=(
            case("the link's own", partial(token, ours), Outcome.OK, Outcome.DONE),
            case("of the other side", partial(token, wrong), _NO, _NO),
            case(
                "a link of the other town",
                lambda world: token(ours, _other(world)),
                _NO,
                _NO,
            ),
            case("no link", lambda _w: ("A" * 22,), _NO, _NO),
        ),
    )


def _mediation(things: Things) -> str:
    return things.paths.suggested.public_id


def _agreed(world: World) -> tuple[str, ...]:
    return (world.ours.paths.agreed.public_id,)


ROWS = [
    _link("premises:mediation_owner", "owner_token", "seeker_token"),
    _link("premises:mediation_seeker", "seeker_token", "owner_token"),
    single("premises:mediations", get=team(*WORKING)),
    _of(
        "premises:suggestion",
        lambda w: (w.ours.paths.free_demand.public_id, w.ours.unit.public_id),
        post=Outcome.DONE,
        form={"form_key": "permission", "override_reason": "trotzdem"},
    ),
    single(
        "premises:print_requests",
        post=team(*WORKING, yes=Outcome.OK),
        form=lambda w: {"asking": w.ours.paths.written.public_id},
    ),
    single("premises:requests_posted", post=team(*WORKING, yes=Outcome.DONE), form=_letter),
    _of(
        "premises:request_called",
        lambda w: (w.ours.paths.called.public_id,),
        post=Outcome.DONE,
        is_deed=True,
        form={"tries": "0", "deed": "missed"},
    ),
    _of("premises:unit_mediation", lambda w: (w.ours.unit.public_id,)),
    _of("premises:mediation", lambda w: (_mediation(w.ours),)),
    _of("premises:terms", _agreed, post=Outcome.DONE, form=_terms),
    _of(
        "premises:agreement_file",
        lambda w: (*_agreed(w), "odt"),
        roles=(Role.LOTSE,),
    ),
    _of(
        "premises:mediation_deed",
        lambda w: (_mediation(w.ours), "absage"),
        post=Outcome.DONE,
        is_deed=True,
        form={"side": "house", "reason": "vergeben"},
    ),
]
MARKS: Mapping[str, set[Who]] = {
    "mediation-seeker": _WORKING,
}


def shown_by_link(world: World) -> dict[str, set[str]]:
    """What the holder of each link may read besides: where both have agreed, the other side's name and address."""
    return {
        world.ours.paths.seeker_token: {"unit-owner", "unit-street", "unit-label"},
        world.ours.paths.owner_token: {"unit-street", "unit-label"},
    }
