"""A stack of postcards at five in the afternoon: ten rows, and what is good is saved at once.

A row with a mistake stays in the grid with everything typed in it; the others have their number already, so that
nothing depends on the last card. The key of each row makes a second click, a reload or the browser's back harmless.
"""

from dataclasses import dataclass, field

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from machbar.foundation.access.actor import ActorRequest
from machbar.modules.ideas.exceptions import IdeaError
from machbar.modules.ideas.forms import CardForm, StackForm
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.services import Card, take_down_card
from machbar.modules.ideas.views.guarding import INITIALS, counter_only, remember_taken

ROWS = 10
CARDS = "counter_cards"


@dataclass(kw_only=True)
class Stack:
    """The outcome of one go: what was saved, the rows that stay, and the sentences for them."""

    saved: list[Idea] = field(default_factory=list)
    staying: dict[int, CardForm] = field(default_factory=dict)
    sentences: list[tuple[CardForm, str, str]] = field(default_factory=list)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@counter_only
def postcards(request: ActorRequest) -> HttpResponse:
    """The grid; after saving, the numbers of the stack stand above the next empty one."""
    if request.method != "POST":
        form = StackForm(initial={"initials": request.session.get(INITIALS, "")})
        return _page(request, form, Stack())
    form = StackForm(request.POST)
    rows = [CardForm(request.POST, row=row) for row in range(1, ROWS + 1)]
    filled = [row for row in rows if row.is_filled]
    if not filled and form.is_valid():
        form.add_error(None, _("Nothing is typed yet. One card is enough."))
    if not form.is_valid():
        return _page(request, form, Stack(staying={row.row: row for row in filled}), status=422)
    request.session[INITIALS] = form.cleaned_data["initials"]
    stack = _take_down(request, filled, form.cleaned_data["initials"])
    _remember(request, form.cleaned_data["batch"], stack.saved)
    if stack.staying:
        return _page(request, form, stack, status=422)
    return redirect("ideas:postcards")


def _take_down(request: ActorRequest, filled: list[CardForm], initials: str) -> Stack:
    stack = Stack()
    for row in filled:
        if not row.is_valid():
            stack.staying[row.row] = row
            stack.sentences += _sentences(row)
            continue
        try:
            card = Card(**row.cleaned_data)
            stack.saved.append(
                take_down_card(by=request.actor, at=timezone.now(), card=card, initials=initials)
            )
        except IdeaError as error:
            stack.staying[row.row] = row.with_another_key()
            stack.sentences.append((stack.staying[row.row], "text", str(error)))
    return stack


def _sentences(row: CardForm) -> list[tuple[CardForm, str, str]]:
    return [(row, name, str(error)) for name, errors in row.errors.items() for error in errors]


def _remember(request: ActorRequest, batch: str, saved: list[Idea]) -> None:
    """The numbers of this stack, also when it took several goes."""
    known = request.session.get(CARDS, {})
    before = known.get("ideas", []) if known.get("batch") == batch else []
    new = [idea.public_id for idea in saved if idea.public_id not in before]
    request.session[CARDS] = {"batch": batch, "ideas": before + new}
    remember_taken(request, saved)


def _page(request: ActorRequest, form: StackForm, stack: Stack, status: int = 200) -> HttpResponse:
    ids = request.session.get(CARDS, {}).get("ideas", [])
    saved = Idea.objects.filter(town=request.town, public_id__in=ids).order_by("id")
    context = {
        "form": form,
        "rows": [stack.staying.get(row) or CardForm(row=row) for row in range(1, ROWS + 1)],
        "sentences": [
            {
                "row": row.row,
                "field": row[name] if name in row.fields else row["text"],
                "text": text,
            }
            for row, name, text in stack.sentences
        ],
        "saved": list(saved),
    }
    return render(request, "ideas/postcards.html", context, status=status)
