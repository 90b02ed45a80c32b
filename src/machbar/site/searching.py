"""The page `/suche/`: one question to everything the actor may see, grouped by kind (F74)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from machbar.foundation.search.findable import Findable
from machbar.foundation.search.models import SearchEntry
from machbar.foundation.search.selectors import MOST, Hits, entries_in_order, find
from machbar.foundation.surfaces.asking import findables
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.reasoning.contact import digits_of_phone
from machbar.reasoning.german import MOST_WORDS, Piece, Question, passage, read_question

SHOWN_OF_A_KIND = 5
PAGE = 20
LONGEST_QUESTION = 300


class QuestionField(forms.CharField):
    """What somebody looks for. Nothing typed here is wrong; what is longer than a few sentences is cut."""

    def to_python(self, value: Any) -> str:
        """The first 300 characters; a NUL, which no database keeps, becomes a blank."""
        typed = str(super().to_python(str(value or "").replace("\x00", " ")) or "")
        return typed[:LONGEST_QUESTION]


class SearchForm(forms.Form):
    """One field."""

    suche = QuestionField(
        label=_("What are you looking for?"),
        required=False,
        widget=forms.TextInput(
            attrs={"type": "search", "autocomplete": "off", "class": "kern-form-input__input"}
        ),
    )


@dataclass(frozen=True, kw_only=True)
class ShownHit:
    """A hit as the page shows it."""

    entry: SearchEntry
    passage: tuple[Piece, ...]
    is_near: bool


@dataclass(frozen=True, kw_only=True)
class Group:
    """The hits of one kind: those on this page, how many there are (at least), and where the others stand."""

    findable: Findable
    hits: Sequence[ShownHit]
    count: int
    is_cut: bool
    more: str


@never_cache
@require_safe
def search(request: HouseRequest) -> HttpResponse:
    """Everything the actor may see that holds all the words; a readable number leads the team straight to its page."""
    form = SearchForm({"suche": request.GET.get("suche", "")})
    typed = str(form.cleaned_data["suche"]) if form.is_valid() else ""
    kinds = findables(request.modules)
    target = _jump(request, kinds, typed)
    if target:
        return redirect(target)
    question = read_question(typed)
    chosen = [each for each in kinds if each.kind == request.GET.get("art")]
    audiences = {each.kind: each.audience(request.actor) for each in chosen or kinds}
    found = find(request.town, question, audiences)
    if digits := digits_of_phone(typed) if not any(hits.every for hits in found.values()) else "":
        # The same number, grouped another way.
        found = find(request.town, read_question(digits), audiences)
    page = _page(found[chosen[0].kind], request.GET.get("seite", "")) if chosen and found else None
    shown = page.object_list if page else _first_of_each(found)
    context = {
        "form": form,
        "typed": typed,
        "question": question,
        "groups": _groups(chosen or kinds, found, shown, question, typed),
        "page": page,
        "query": urlencode({"suche": typed, "art": chosen[0].kind}) if chosen else "",
        "everything": urlencode({"suche": typed}) if chosen else "",
        "most_words": MOST_WORDS,
        **_counts(found),
        "offers_ideas": any(module.key == "ideas" for module in request.modules),
        "base": "machbar/staff.html" if request.actor.is_staff else "machbar/public.html",
    }
    return render(request, "site/search.html", context)


def _jump(request: HouseRequest, kinds: Sequence[Findable], typed: str) -> str:
    targets = (each.jump(request.actor, typed) for each in kinds if typed and each.jump)
    return next((target for target in targets if target), "")


def _page(hits: Hits, number: str) -> Any:  # Django's Page knows no type for its rows at run time
    return Paginator(hits.every, PAGE).get_page(number)


def _first_of_each(found: Mapping[str, Hits]) -> list[int]:
    return [key for hits in found.values() for key in hits.every[:SHOWN_OF_A_KIND]]


def _groups(
    kinds: Sequence[Findable],
    found: Mapping[str, Hits],
    shown: Sequence[int],
    question: Question,
    typed: str,
) -> list[Group]:
    entries = entries_in_order(shown) if shown else []
    return [
        _group(findable, hits, [e for e in entries if e.kind == findable.kind], question, typed)
        for findable in kinds
        if (hits := found.get(findable.kind)) and hits.every
    ]


def _group(
    findable: Findable, hits: Hits, entries: Sequence[SearchEntry], question: Question, typed: str
) -> Group:
    near = set(hits.near)
    count = len(hits.every)
    has_more = count > len(entries)
    return Group(
        findable=findable,
        hits=[
            ShownHit(entry=entry, passage=passage(entry.body, question), is_near=entry.key in near)
            for entry in entries
        ],
        count=count,
        is_cut=hits.is_cut,
        more=urlencode({"suche": typed, "art": findable.kind}) if has_more else "",
    )


def _counts(found: Mapping[str, Hits]) -> dict[str, object]:
    """How many hits there are in all: exactly up to 200, beyond that only that there are more."""
    total = sum(len(hits.every) for hits in found.values())
    is_more = total > MOST or any(hits.is_cut for hits in found.values())
    return {"total": min(total, MOST), "is_more": is_more}
