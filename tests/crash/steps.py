"""Every statement, every commit and every word with the mail server is two steps of a process; at one it dies."""

import os
import signal
import smtplib
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

KILLED = -signal.SIGKILL
P = ParamSpec("P")
T = TypeVar("T")


class Steps:
    """Counts steps and kills this process at one of them (0: never)."""

    def __init__(self) -> None:
        self.taken = 0
        self.last = 0

    def take(self) -> None:
        self.taken += 1
        if self.taken == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


STEPS = Steps()


def count_steps(last: int) -> None:
    """From now on every step of this process counts; at ``last`` it dies."""
    from django.db import connection

    STEPS.last = last
    connection.execute_wrappers.append(_statement)
    commit: Callable[[], None] = connection._commit  # type: ignore[attr-defined] # of Django's inside
    connection._commit = _stepping(commit)  # type: ignore[attr-defined]
    for name in ("connect", "send", "getreply", "close"):
        setattr(smtplib.SMTP, name, _stepping(getattr(smtplib.SMTP, name)))


def _stepping(deed: Callable[P, T]) -> Callable[P, T]:
    """The deed with a step before it and one behind."""

    @wraps(deed)
    def with_steps(*arguments: P.args, **named: P.kwargs) -> T:
        STEPS.take()
        result = deed(*arguments, **named)
        STEPS.take()
        return result

    return with_steps


def _statement(execute: Callable[..., Any], *arguments: Any) -> Any:
    return _stepping(execute)(*arguments)
