"""Ideas as a kind of table: what single cells cannot show, what is there already, and every idea as a line."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.search.services import forget
from machbar.foundation.tables.core import BETWEEN, Entry, Trouble, shortened
from machbar.foundation.tables.kinds import Double, Shown, TableKind
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.core import UnclearContact, read_contact, whole_of
from machbar.modules.ideas.findable import FINDABLE
from machbar.modules.ideas.models import Idea, Origin
from machbar.modules.ideas.rules import can_answer_ideas
from machbar.modules.ideas.services.taking_in import (
    as_moment,
    project_names,
    projects_named,
    status_of,
    take_ideas,
    title_for,
)
from machbar.modules.ideas.tables.columns import columns
from machbar.modules.ideas.tables.foreign import translate

CHUNK = 300


def check(by: Actor, at: datetime, entries: Sequence[Entry]) -> Iterator[Trouble]:
    """Lines whose cells do not fit together, or name what this town does not have (one query at most)."""
    projects = projects_named(by.town, entries)
    for entry in entries:
        yield from _about_contact(entry)
        yield from _about_days(entry, at)
        yield from _about_answer(entry)
        for name in project_names(entry):
            if name.casefold() not in projects:
                yield _trouble(entry, "Projekt", name, _("There is no project with this name."))


def _trouble(entry: Entry, column: str, text: str, sentence: str) -> Trouble:
    return Trouble(line=entry.line, column=column, text=shortened(text), sentence=sentence)


def _about_contact(entry: Entry) -> Iterator[Trouble]:
    contact = entry.text("contact")
    try:
        read_contact(contact)
    except UnclearContact:
        sentence = _("Something is missing in the mail address.")
        yield _trouble(entry, "Kontakt", contact, sentence)


def _about_days(entry: Entry, at: datetime) -> Iterator[Trouble]:
    came = as_moment(entry.values.get("handed_in_at"), at)
    if came > at:
        yield _trouble(entry, "Eingegangen am", _day(came), _("This day is still to come."))
    for key, column in (("answered_at", "Beantwortet am"), ("published_at", "Ausgehängt am")):
        if not entry.values.get(key):
            continue
        later = as_moment(entry.values[key], at)
        if timezone.localdate(later) < timezone.localdate(came):
            yield _trouble(
                entry, column, _day(later), _("This is before the day on which the idea came.")
            )
        elif later > at:
            yield _trouble(entry, column, _day(later), _("This day is still to come."))


def _day(moment: datetime) -> str:
    return f"{timezone.localdate(moment):%d.%m.%Y}"


def _about_answer(entry: Entry) -> Iterator[Trouble]:
    status = status_of(entry)
    label = str(Idea.Status(status).label)
    if status in Idea.CLOSED and not entry.text("answer"):
        yield _trouble(
            entry,
            "Antwort",
            "",
            _("“%(status)s” needs the answer that says why.") % {"status": label},
        )
    if entry.values.get("answered_at") and not entry.text("answer"):
        yield _trouble(entry, "Antwort", "", _("There is a day of the answer, but no answer."))
    if status == Idea.Status.PROJECT and not project_names(entry):
        yield _trouble(
            entry,
            "Projekt",
            "",
            _("“%(status)s” needs the name of its project.") % {"status": label},
        )


def doubles(by: Actor, entries: Sequence[Entry]) -> Iterator[Double]:
    """Lines that say what an earlier line or an idea of the town says: the same words, link, or number."""
    there = _there(by.town, entries)
    first: dict[str, int] = {}
    for entry in entries:
        marks = _marks(entry)
        idea = next((there[mark] for mark in marks if mark in there), None)
        line = next((first[mark] for mark in marks if mark in first), 0)
        if idea is not None:
            url = reverse("ideas:talk", args=[idea.public_id])
            yield Double(line=entry.line, label=str(idea), url=url)
        elif line:
            yield Double(line=entry.line, label=shortened(title_for(entry)), other_line=line)
        for mark in marks:
            first.setdefault(mark, entry.line)


def _marks(entry: Entry) -> list[str]:
    """By what an idea is known again: its link, else its words."""
    words = whole_of(title_for(entry), entry.text("text"))
    marks = [f"words {_essence(words)}"]
    if entry.text("link"):
        marks.insert(0, f"link {entry.text('link')}")
    return marks


def _essence(text: str) -> str:
    """The words of an idea without case, signs and line ends."""
    return " ".join("".join(each if each.isalnum() else " " for each in text.casefold()).split())


def _there(town: Town, entries: Sequence[Entry]) -> Mapping[str, Idea]:
    """The town's ideas by what they may be known again by: looked up by title and link (two queries a chunk)."""
    found: dict[str, Idea] = {}
    for first in range(0, len(entries), CHUNK):
        chunk = entries[first : first + CHUNK]
        titles = {title_for(entry) for entry in chunk}
        ideas = Idea.objects.filter(town=town, title__in=titles)
        found |= {f"words {_essence(idea.words)}": idea for idea in ideas}
        links = {entry.text("link") for entry in chunk if entry.text("link")}
        known = Origin.objects.filter(idea__town=town, link__in=links).select_related("idea")
        found |= {f"link {origin.link}": origin.idea for origin in known}
    return found


def rows(by: Actor) -> Iterator[Mapping[str, object]]:
    """Every idea of the town for who answers ideas, the oldest first."""
    ideas = (
        Idea.objects.filter(town=by.town)
        .select_related("origin")
        .prefetch_related("answers", "projects")
        .order_by("handed_in_at", "id")
    )
    for idea in ideas.iterator(chunk_size=CHUNK):
        yield _row(idea)


def _row(idea: Idea) -> Mapping[str, object]:
    origin: Origin | None = getattr(idea, "origin", None)
    answers = list(idea.answers.all())
    return {
        "number": idea.number,
        "title": idea.title,
        "text": idea.text,
        "handed_in_at": timezone.localtime(idea.handed_in_at).replace(tzinfo=None),
        "place": idea.place,
        "channel": idea.channel,
        "contact": idea.contact,
        "wants_to_join": idea.wants_to_join,
        "status": idea.status,
        "answer": answers[-1].text if answers else idea.reason,
        "answered_at": _local(answers[-1].given_at) if answers else None,
        "published_at": _local(idea.published_at),
        "projects": BETWEEN.join(project.title for project in idea.projects.all()),
        **(
            {
                "program": origin.program,
                "old_number": origin.old_number,
                "giver": origin.giver,
                "link": origin.link,
                "category": origin.category,
                "supporters": origin.supporters,
                "opponents": origin.opponents,
                "comments": origin.comments,
            }
            if origin is not None
            else {}
        ),
    }


def _local(moment: datetime | None) -> datetime | None:
    return timezone.localtime(moment).replace(tzinfo=None) if moment else None


def show(town: Town, ids: Sequence[int]) -> Mapping[int, Shown]:
    """Ideas as a page names them (one query)."""
    return {
        idea.pk: Shown(label=str(idea), url=reverse("ideas:talk", args=[idea.public_id]))
        for idea in Idea.objects.filter(town=town, pk__in=ids)
    }


def _forget(ids: Sequence[int]) -> None:
    forget(FINDABLE, ids)


IDEAS = TableKind(
    key="ideen",
    label=gettext_lazy("Ideas"),
    note=gettext_lazy(
        "The givers get no mail about what is taken in here. An idea counts as answered "
        "only where the file brings the answer."
    ),
    model=Idea,
    may_import=can_answer_ideas,
    may_export=can_answer_ideas,
    columns=columns,
    check=check,
    doubles=doubles,
    take=take_ideas,
    rows=rows,
    show=show,
    forget=_forget,
    translate=translate,
)
