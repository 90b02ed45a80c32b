"""Who may use the counter, and what this tablet or this person has taken down lately."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.utils import timezone

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.pages import ask_to_sign_in
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.rules import can_take_down_ideas

P = ParamSpec("P")
R = TypeVar("R", bound=ActorRequest)
TAKEN = "counter_taken"
LAST = "counter_last_receipt"
INITIALS = "counter_initials"
REMEMBERED = 60
SHOWN_FOR = timedelta(minutes=10)  # nobody who comes to the tablet later finds a stranger's link


def counter_only(
    view: Callable[Concatenate[R, P], HttpResponseBase],
) -> Callable[Concatenate[R, P], HttpResponseBase]:
    """A page of the counter: strangers are asked to pair the tablet, people without that right are refused."""

    @wraps(view)
    def guarded(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if can_take_down_ideas(request.actor):
            return view(request, *args, **kwargs)
        if request.actor.person is None:
            return ask_to_sign_in(request, door="access:pair_counter")
        raise PermissionDenied

    return guarded


def remember_taken(request: ActorRequest, ideas: Iterable[Idea]) -> None:
    """The ideas whose receipts may be printed from here: the last sixty."""
    known = [each for each in request.session.get(TAKEN, []) if isinstance(each, str)]
    new = [idea.public_id for idea in ideas]
    request.session[TAKEN] = [each for each in known if each not in new][-REMEMBERED:] + new


def was_taken_here(request: ActorRequest, idea: Idea) -> bool:
    """Whether the idea was taken down in this browser."""
    return idea.public_id in request.session.get(TAKEN, [])


def remember_last(request: ActorRequest, idea: Idea, token: str) -> None:
    """What the counter shows beside the empty sheet: the last number and the way to its receipt."""
    remember_taken(request, [idea])
    request.session[LAST] = {
        "idea": idea.public_id,
        "number": idea.number,
        "title": idea.title,
        "token": token,
        "at": timezone.now().isoformat(),
    }


def last_taken(request: ActorRequest) -> Mapping[str, str]:
    """What was taken down here last; nothing after ten minutes, or when the next person has come."""
    last: Mapping[str, str] = request.session.get(LAST) or {}
    if "at" not in last or timezone.now() - datetime.fromisoformat(last["at"]) > SHOWN_FOR:
        return {}
    return last


def forget_last(request: ActorRequest) -> None:
    """The next person has come: the receipt of the one before is not shown again."""
    request.session.pop(LAST, None)
