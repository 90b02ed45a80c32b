"""The pages on which somebody is erased: a look first, then the deed; and what was erased so far."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.pages import team_only
from machbar.foundation.privacy.answering import entries_of
from machbar.foundation.privacy.exceptions import NotErased
from machbar.foundation.privacy.forms import ErasureForm
from machbar.foundation.privacy.labels import DEEDS, PERIODS
from machbar.foundation.privacy.leads import followed, leads_in
from machbar.foundation.privacy.models import Erasure, HeldRow
from machbar.foundation.privacy.needles import Needle
from machbar.foundation.privacy.planning import Deed, Step
from machbar.foundation.privacy.recording import title_of
from machbar.foundation.privacy.retaining import due_now, run
from machbar.foundation.privacy.rules import can_answer_requests
from machbar.foundation.privacy.services import Request, erase, preview
from machbar.foundation.privacy.surnames import places

MOST_SHOWN = 100
MOST_NAMESAKES = 200
SHORT = 160


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry of the look: where it stands, the words that told, and why it has to stay where it has to."""

    key: str
    title: str
    number: str
    words: str
    step: Step
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class Namesake:
    """A row in which only the surname stands, with the first places; ``is_chosen``: somebody has ticked it."""

    key: str
    title: str
    number: str
    places: Sequence[str]
    step: Step
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class Pile:
    """Entries of which the same becomes."""

    deed: Deed
    label: "str | Promise"
    lines: list[Line]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@team_only(can_answer_requests)
def erasing(request: ActorRequest) -> HttpResponse:
    """Whom to erase; what that would do; doing it. By POST, so that no address holds a name."""
    if request.method != "POST":
        return render(request, "privacy/erase.html", {"form": ErasureForm()})
    form = ErasureForm(followed(request.POST))
    if not form.is_valid():
        return render(request, "privacy/erase.html", {"form": form}, status=422)
    is_deed = "do" in request.POST
    chosen = frozenset(request.POST.getlist("row"))
    also = frozenset(request.POST.getlist("also"))
    trouble = ""
    if is_deed:
        trouble = _do(request, form, chosen, also)
        if not trouble:
            messages.success(
                request,
                _("It is done. Please tell the person, and what had to stay and until when."),
            )
            return redirect("privacy:erasures")
        form.add_error(None, trouble)
    surname = form.surname()
    seen = preview(form.needles(), by=request.actor, at=timezone.now(), surname=surname)
    context = {
        "form": form,
        "piles": _piles(seen.steps, chosen if is_deed else None),
        "namesakes": _namesakes(seen.namesakes[:MOST_NAMESAKES], surname, also),
        "namesakes_beyond": max(len(seen.namesakes) - MOST_NAMESAKES, 0),
        "leads": leads_in([s.row for s in seen.steps], form.needles(), form.cleaned_data),
        "seen": seen,
        "asked": form.asked(),
        "is_looked": True,
    }
    return render(request, "privacy/erase.html", context, status=422 if trouble else 200)


@never_cache
@require_safe
@team_only(can_answer_requests)
def erasures(request: ActorRequest) -> HttpResponse:
    """What was erased so far, without a name, and what still has to stay."""
    done = Erasure.objects.filter(town=request.town)
    held = HeldRow.objects.filter(erasure__town=request.town)
    context = {
        "erasures": done[:MOST_SHOWN],
        "held": [(each, title_of(each.table)) for each in held[:MOST_SHOWN]],
    }
    return render(request, "privacy/erasures.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@team_only(can_answer_requests)
def periods(request: ActorRequest) -> HttpResponse:
    """What is kept long enough, class by class; erasing it now instead of tomorrow morning."""
    now = timezone.now()
    if request.method == "POST":
        key = request.POST.get("class", "")
        run(request.town, now, by=request.actor, keys=[key] if key else None)
        return redirect("privacy:periods")
    due = [(each, PERIODS[each.retention.keep].text) for each in due_now(request.town, now)]
    total = sum(each.count for each, _period in due)
    return render(request, "privacy/periods.html", {"due": due, "total": total})


def _do(
    request: ActorRequest, form: ErasureForm, chosen: frozenset[str], also: frozenset[str]
) -> str:
    """Erase; what stands in the way, or nothing."""
    if "sure" not in request.POST:
        return _("Please confirm that you have looked through the list.")
    if not chosen and not also:
        return _("No entry is ticked. Nothing was erased.")
    wanted = Request(
        sought=form.sought(),
        needles=form.needles(),
        reason=form.cleaned_data["reason"],
        chosen=chosen,
        also=also,
    )
    try:
        erase(wanted, by=request.actor, at=timezone.now())
    except NotErased as error:
        return str(error)
    return ""


def _piles(steps: Sequence[Step], chosen: frozenset[str] | None) -> list[Pile]:
    lines = [_line(step, chosen) for step in steps]
    piles = (
        Pile(deed=deed, label=label, lines=[line for line in lines if line.step.deed is deed])
        for deed, label in DEEDS.items()
    )
    return [pile for pile in piles if pile.lines]


def _namesakes(
    steps: Sequence[Step], surname: Needle | None, also: frozenset[str]
) -> list[Namesake]:
    return [
        Namesake(
            key=step.key,
            title=title_of(step.row.table),
            number=str(getattr(step.row.row, "public_id", step.row.pk)),
            places=places(step.row, surname) if surname else [],
            step=step,
            is_chosen=step.key in also,
        )
        for step in steps
    ]


def _line(step: Step, chosen: frozenset[str] | None) -> Line:
    entry = entries_of([step.row])[0]
    words = " · ".join(value.text for value in entry.values if value.is_why)
    return Line(
        key=step.key,
        title=entry.title,
        number=entry.number,
        words=words if len(words) <= SHORT else f"{words[:SHORT]} …",
        step=step,
        is_chosen=chosen is None or step.key in chosen,
    )
