"""Guarding pages: who is not signed in is asked to; who has no business there is refused."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import resolve_url

from machbar.foundation.access.actor import ActorRequest

P = ParamSpec("P")
R = TypeVar("R", bound=ActorRequest)


def staff_only(
    view: Callable[Concatenate[R, P], HttpResponseBase],
) -> Callable[Concatenate[R, P], HttpResponseBase]:
    """A page of the team: guests are led to the sign-in, people without a role in the town are refused."""

    @wraps(view)
    def guarded(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.actor.person is None:
            return redirect_to_login(request.get_full_path(), resolve_url("account_login"))
        if not request.actor.is_staff:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
