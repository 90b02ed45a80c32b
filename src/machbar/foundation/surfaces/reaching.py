"""The parts that modules add to the team's lists of calls and letters, and what the pages of those parts share.

The lists themselves are pages of one module of the town (`Module.reach_lists`). Where it is switched off, each part
stands on a page of its own module.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from machbar.foundation.documents.downloads import download, file_name
from machbar.foundation.documents.letter import PostalLetter, write_letters
from machbar.foundation.post.reaching import Call
from machbar.foundation.surfaces.module import Module, Panel, ReachPart
from machbar.reasoning.contact import ContactKind

SHOWN = 50


def list_of(modules: Iterable[Module], way: ContactKind, *, otherwise: str) -> str:
    """The address of the list for this way in a town with these modules; `otherwise` names the module's own page."""
    lists = (module.reach_lists[way] for module in modules if way in module.reach_lists)
    return reverse(next(lists, otherwise))


def reach_part(
    waiting: QuerySet[Any], *, row: Callable[[Any], dict[str, Any]], template: str
) -> ReachPart | None:
    """The first that wait, as a part of the list (one query); those to be called later stand below and do not count."""
    found = list(waiting[: SHOWN + 1])
    if not found:
        return None
    rows = [row(each) for each in found[:SHOWN]]
    context = {
        "rows": sorted(rows, key=lambda each: bool(each["is_later"])),
        "is_more": len(found) > SHOWN,
    }
    return ReachPart(
        count=sum(not each["is_later"] for each in rows),
        panel=Panel(template=template, context=context),
    )


def say_called(request: HttpRequest, call: Call, *, counted: bool, reached: str) -> None:
    """What the page says after a call was noted; `reached` is the sentence for a person who was reached."""
    if not counted:
        messages.info(request, _("That was noted already."))
    elif call.is_reached:
        messages.success(request, reached)
    else:
        messages.success(request, _("Noted. It stays on the list."))


def say_no_letter(request: HttpRequest) -> None:
    """Nothing waits to be printed."""
    messages.info(request, _("No letter waits to be printed."))


def letters_as_download(
    letters: Sequence[PostalLetter], *, at: datetime, words: Sequence[str]
) -> HttpResponse:
    """The letters as one PDF; its name is made of these words and the day."""
    printed = write_letters(letters)
    name = file_name(*words, day=timezone.localdate(at), ending="pdf")
    return download(printed.content, name=name, kind="application/pdf")


def say_posted(request: HttpRequest, noted: int) -> None:
    """How many letters went into the letter box."""
    if noted:
        words = ngettext("One letter is posted.", "%(n)s letters are posted.", noted)
        messages.success(request, words % {"n": noted})
    else:
        messages.info(request, _("No printed letter waits to be posted."))
