"""Two people edit the same thing: nothing is overwritten, and nothing that anybody typed is lost.

A form carries what it showed when it was opened (the tag ``seen``) beside the version. Where somebody else saved
meanwhile, each field is compared three ways: what only one of both changed is kept without asking, what both changed
is shown with both texts, each of them editable, and a choice a field. It works without a script; the fields of the
conflict travel in the same form under the prefixes `eigene` and `andere`, the choices under `wahl`.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeAlias, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

SEEN, VERSION = "seen", "seen_version"
CHOICE, CLASHING, MINE, THEIRS = "wahl", "strittig", "eigene", "andere"
TRIES = 5
LONGEST_SEEN = 1_000_000

Texts: TypeAlias = tuple[str, ...]


# --- three states of one thing -------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True)
class Merge:
    """The fields that only I changed, that only somebody else changed, and that both changed to different texts."""

    mine: tuple[str, ...]
    theirs: tuple[str, ...]
    clashes: tuple[str, ...]


def merge(
    before: Mapping[str, Texts], theirs: Mapping[str, Texts], mine: Mapping[str, Texts]
) -> Merge:
    """Compare field by field; a field of which nobody knows what it was before clashes where both texts differ."""
    differing = [name for name in mine if mine[name] != theirs.get(name, ())]
    return Merge(
        mine=tuple(name for name in differing if before.get(name) == theirs.get(name, ())),
        theirs=tuple(name for name in differing if before.get(name) == mine[name]),
        clashes=tuple(
            name for name in differing if before.get(name) not in (theirs.get(name, ()), mine[name])
        ),
    )


# --- what a page shows ---------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True)
class Clash:
    """One field that both changed: what it was (None where nobody knows), both texts to edit, and the choice."""

    name: str
    label: str
    before: str | None
    theirs: BoundField
    mine: BoundField
    chosen: str = ""
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """What a page shows of it; without clashes there is none. `by` and `at` say who saved meanwhile."""

    clashes: tuple[Clash, ...] = ()
    mine: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    by: str = ""
    at: datetime | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that stand in the conflict and not in the usual place."""
        return tuple(each.name for each in self.clashes)

    @property
    def choices_missing(self) -> bool:
        """Whether the page was sent without a choice for each field."""
        return any(each.errors for each in self.clashes)


NO_CONFLICT = Conflict()


@dataclass(frozen=True, kw_only=True)
class Saving:
    """How saving ended: the form to show where it did not, and the labels of what others changed meanwhile."""

    form: forms.BaseForm
    is_saved: bool = False
    conflict: Conflict = NO_CONFLICT
    kept: tuple[str, ...] = ()


class MakeForm(Protocol):
    """Builds the form over the present state of the thing, read anew each time."""

    def __call__(self, typed: QueryDict | None, prefix: str | None = None) -> forms.BaseForm:
        """Bound to what was typed, or unbound with what is stored."""


def save_without_loss(
    *,
    data: QueryDict,
    make: MakeForm,
    save: Callable[[forms.BaseForm], None],
    stale: type[Exception],
) -> Saving:
    """Save a form; ``save`` raises ``stale`` where somebody else has saved since the form was opened."""
    chosen, unchosen = _with_choices(data)
    form = make(chosen)
    kept: tuple[str, ...] = ()
    for _attempt in range(TRIES):
        if unchosen or not form.is_valid():
            return Saving(form=form, conflict=_shown_again(make, form, data, unchosen))
        try:
            save(form)
        except stale:
            fresh = make(None)
            found = merge(seen_before(chosen), shown_texts(fresh), typed_texts(form))
            merged = _merged(chosen, fresh, found)
            if found.clashes:
                conflict = _conflict(make, form, found, seen_before(chosen))
                return Saving(form=make(merged), conflict=conflict)
            kept += _labels(form, found.theirs)
            chosen, form = merged, make(merged)
        else:
            return Saving(form=form, is_saved=True, kept=tuple(dict.fromkeys(kept)))
    form.add_error(None, _("Others are saving here all the time. Please send it once more."))
    return Saving(form=form)


def seen_values(form: forms.BaseForm) -> tuple[str, str]:
    """The version and the state (JSON) that a form was opened with; a form that was sent keeps its own.

    The form for something new has no version: an empty text, which such a form takes.
    """
    if form.is_bound:
        return str(form.data.get(VERSION, "")), str(form.data.get(SEEN, ""))
    version = form[VERSION].value()
    return "" if version is None else str(version), json.dumps(
        shown_texts(form), ensure_ascii=False
    )


# --- forms as texts ------------------------------------------------------------------------------
def shown_texts(form: forms.BaseForm) -> dict[str, Texts]:
    """What an unbound form shows, as texts by field."""
    return {bound.name: _texts(bound.field, bound.value()) for bound in form.visible_fields()}


def typed_texts(form: forms.BaseForm) -> dict[str, Texts]:
    """What was typed into a form, written as the form itself would show it."""
    return {bound.name: _typed(bound) for bound in form.visible_fields()}


def _typed(bound: BoundField) -> Texts:
    raw, field = bound.data, bound.field
    if not isinstance(field, forms.ChoiceField):
        with suppress(ValidationError):  # what is wrong is shown as it was typed
            raw = field.prepare_value(field.clean(raw))
    return _texts(field, raw)


def _texts(field: forms.Field, value: object) -> Texts:
    if value is None or value is False or value == "":
        return ()
    if value is True:
        return ("on",)
    if isinstance(value, list | tuple):
        return tuple(sorted(str(each) for each in value))
    if isinstance(value, date):
        value = field.widget.format_value(value)
    text = str(value).replace("\r\n", "\n").strip()
    return (text,) if text else ()


def _in_words(field: forms.Field, texts: Texts) -> str:
    """What a field held, as people read it."""
    if isinstance(field, forms.ChoiceField):
        choices = cast("Iterable[tuple[object, object]]", field.choices)
        labels = {str(key): str(label) for key, label in choices}
        return ", ".join(labels.get(each, each) for each in texts)
    if isinstance(field, forms.BooleanField):
        return _("yes") if texts else _("no")
    if isinstance(field, forms.DateField) and texts:
        return date_format(date.fromisoformat(texts[0]), "d.m.Y")
    return "".join(texts)


def _labels(form: forms.BaseForm, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(form[name].label) for name in names)


# --- what travels in the form --------------------------------------------------------------------
def seen_before(data: QueryDict) -> dict[str, Texts]:
    """What the form showed when it was opened; nothing where that cannot be read."""
    return texts_in(data.get(SEEN) or "")


def texts_in(text: str) -> dict[str, Texts]:
    """Texts by name out of JSON that travelled in a form; nothing where it cannot be read."""
    try:
        found = json.loads(text[:LONGEST_SEEN])
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        name: tuple(str(each) for each in texts)
        for name, texts in found.items()
        if isinstance(texts, list)
    }


def _with_choices(data: QueryDict) -> tuple[QueryDict, tuple[str, ...]]:
    """The data with each chosen text in its field, and the fields for which nobody has chosen."""
    names = _clashing(data)
    if not names:
        return data, ()
    found, unchosen = data.copy(), []
    for name in names:
        side = data.get(f"{CHOICE}-{name}")
        if side not in {MINE, THEIRS}:
            unchosen.append(name)
            side = MINE
        _put(found, name, tuple(data.getlist(f"{side}-{name}")))
    return found, tuple(unchosen)


def _clashing(data: QueryDict) -> list[str]:
    """The fields for which the page of a conflict asked."""
    return [name for name in data.getlist(CLASHING) if name]


def _put(data: QueryDict, name: str, texts: Texts) -> None:
    data.pop(name, None)
    if texts:
        data.setlist(name, list(texts))


def _merged(data: QueryDict, fresh: forms.BaseForm, found: Merge) -> QueryDict:
    """What was typed, with what only others changed, opened anew on the present state."""
    merged, stored = data.copy(), shown_texts(fresh)
    for name in found.theirs:
        _put(merged, name, stored[name])
    merged[VERSION], merged[SEEN] = seen_values(fresh)
    return merged


def _conflict(
    make: MakeForm, form: forms.BaseForm, found: Merge, before: Mapping[str, Texts]
) -> Conflict:
    theirs, mine = _beside(make, THEIRS), _beside(make, MINE)
    typed = typed_texts(form)
    for name in found.clashes:
        _show(mine, name, typed[name])
    return Conflict(
        clashes=tuple(
            Clash(
                name=name,
                label=str(form[name].label),
                before=_in_words(form.fields[name], before[name]) if name in before else None,
                theirs=theirs[name],
                mine=mine[name],
            )
            for name in found.clashes
        ),
        mine=_labels(form, found.mine),
        theirs=_labels(form, found.theirs),
    )


def _shown_again(
    make: MakeForm, form: forms.BaseForm, data: QueryDict, unchosen: tuple[str, ...]
) -> Conflict:
    """The page of a conflict once more, with both texts as they were sent."""
    names = [name for name in _clashing(data) if name in form.fields]
    if not names:
        return NO_CONFLICT
    theirs, mine = _beside(make, THEIRS), _beside(make, MINE)
    before = seen_before(data)
    clashes = []
    for name in names:
        for each, side in ((theirs, THEIRS), (mine, MINE)):
            _show(each, name, tuple(data.getlist(f"{side}-{name}")))
        errors = (_("Please choose one of both."),) if name in unchosen else ()
        clashes.append(
            Clash(
                name=name,
                label=str(form[name].label),
                before=_in_words(form.fields[name], before[name]) if name in before else None,
                theirs=theirs[name],
                mine=mine[name],
                chosen=data.get(f"{CHOICE}-{name}") or "",
                errors=errors,
            )
        )
    return Conflict(clashes=tuple(clashes))


def _beside(make: MakeForm, prefix: str) -> forms.BaseForm:
    """A form that only lends its fields to the page of a conflict."""
    form = make(None, prefix)
    form.use_required_attribute = False
    return form


def _show(form: forms.BaseForm, name: str, texts: Texts) -> None:
    field = form.fields[name]
    is_many = isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)
    if isinstance(field, forms.BooleanField):
        form.initial[name] = bool(texts)
    else:
        form.initial[name] = list(texts) if is_many else "".join(texts)
