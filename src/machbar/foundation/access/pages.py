"""Guarding pages: who is not signed in is asked to; who has no business there is refused."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils.cache import add_never_cache_headers

from machbar.foundation.access.actor import Actor, ActorRequest
from machbar.foundation.access.typed import page_before, typed_texts

P = ParamSpec("P")
R = TypeVar("R", bound=ActorRequest)


def staff_only(
    view: Callable[Concatenate[R, P], HttpResponseBase],
) -> Callable[Concatenate[R, P], HttpResponseBase]:
    """A page of the team: guests are led to the sign-in, people without a role in the town are refused."""

    @wraps(view)
    def guarded(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.actor.person is None:
            return ask_to_sign_in(request)
        if not request.actor.is_staff:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def team_only(
    may: Callable[[Actor], bool],
    *,
    refusal: type[PermissionDenied] = PermissionDenied,
) -> Callable[
    [Callable[Concatenate[R, P], HttpResponseBase]], Callable[Concatenate[R, P], HttpResponseBase]
]:
    """A page for those of the team whom the rule ``may`` lets in; the others of the team are refused.

    ``refusal`` says who could change that: an admin of the team, or (`ForOperators`) nobody of it.
    """

    def guard(
        view: Callable[Concatenate[R, P], HttpResponseBase],
    ) -> Callable[Concatenate[R, P], HttpResponseBase]:
        @wraps(view)
        def guarded(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not may(request.actor):
                raise refusal
            return view(request, *args, **kwargs)

        return staff_only(guarded)

    return guard


def ask_to_sign_in(request: ActorRequest, *, door: str = "account_login") -> HttpResponse:
    """The way to the sign-in (or to another ``door``) and back; a form with words in it is not lost on that way.

    Its words are shown with status 401, kept by the browser where it has a script, and stored nowhere in the house.
    """
    texts = typed_texts(request) if request.method == "POST" else []
    back = page_before(request, fallback=request.path) if texts else request.get_full_path()
    sign_in = f"{resolve_url('account_login')}?{urlencode({'next': back}, safe='/')}"
    if not texts:
        return redirect(sign_in if door == "account_login" else door)
    context = {
        "texts": texts,
        "back": back,
        "sign_in": sign_in,
        "at_counter": door != "account_login",
    }
    response = render(request, "access/signed_out.html", context, status=401)
    response["WWW-Authenticate"] = "Session"
    add_never_cache_headers(response)
    return response
