"""Ideas come in from a table, hundreds at once: with their own dates and answers, and without a mail to anybody."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from django.utils import timezone

from machbar.foundation.tables.core import Entry
from machbar.foundation.tables.kinds import Taking
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.services import next_numbers
from machbar.modules.ideas.core import ContactKind, read_contact, title_of
from machbar.modules.ideas.findable import index_ideas
from machbar.modules.ideas.models import Answer, Idea, IdeaProject, Origin
from machbar.modules.projects.models import Project

BATCH = 200
NOON = time(12)
ORIGIN_FIELDS = ("program", "giver", "link", "category", "supporters", "opponents", "comments")


def take_ideas(taking: Taking) -> list[int]:
    """Make an idea of each entry; part of the caller's transaction. Some dozen queries for hundreds of ideas."""
    numbers = _numbers(taking)
    ideas = [_idea(taking, entry, numbers[entry.line]) for entry in taking.entries]
    Idea.objects.bulk_create(ideas, batch_size=BATCH)
    pairs = list(zip(taking.entries, ideas, strict=True))
    Origin.objects.bulk_create((_origin(*pair) for pair in pairs), batch_size=BATCH)
    answered = [pair for pair in pairs if pair[0].text("answer")]
    Answer.objects.bulk_create((_answer(taking, *pair) for pair in answered), batch_size=BATCH)
    _join_projects(taking, pairs)
    for first in range(0, len(ideas), BATCH):
        index_ideas(*ideas[first : first + BATCH])
    return [idea.pk for idea in ideas]


def as_moment(value: object, otherwise: datetime) -> datetime:
    """A cell's day (noon) or moment in the town's time; ``otherwise`` for an empty cell."""
    if isinstance(value, datetime):
        return value if timezone.is_aware(value) else timezone.make_aware(value)
    if isinstance(value, date):
        noon = timezone.make_aware(datetime.combine(value, NOON))
        # What came today did not come later than now.
        return otherwise if value == timezone.localdate(otherwise) else noon
    return otherwise


def project_names(entry: Entry) -> list[str]:
    """The projects that a line names."""
    return [name.strip() for name in entry.text("projects").split("|") if name.strip()]


def projects_named(town: Town, entries: Sequence[Entry]) -> Mapping[str, Project]:
    """The town's projects by their title in small letters; nothing is read where no line names one."""
    if not any(project_names(entry) for entry in entries):
        return {}
    projects = Project.objects.filter(town=town).only("pk", "title", "public_id").order_by("-pk")
    return {project.title.casefold(): project for project in projects}


def status_of(entry: Entry) -> str:
    """The status that a line gives: the named one, else in talk with an answer, else new."""
    status = entry.values.get("status")
    if status:
        return str(status)
    return Idea.Status.IN_TALK if entry.text("answer") else Idea.Status.NEW


def title_for(entry: Entry) -> str:
    """The title that a line gives, else the first sentence of its text, which itself stays as it is."""
    return entry.text("title") or title_of(entry.text("text"))


def _numbers(taking: Taking) -> Mapping[int, str]:
    """A number for each line, in the order in which the ideas were handed in."""
    years: defaultdict[int, list[tuple[datetime, int]]] = defaultdict(list)
    for entry in taking.entries:
        at = as_moment(entry.values.get("handed_in_at"), taking.at)
        years[timezone.localdate(at).year].append((at, entry.line))
    numbers: dict[int, str] = {}
    for year, lines in years.items():
        given = next_numbers(town=taking.by.town, series="idea", year=year, count=len(lines))
        numbers |= {line: number for (_at, line), number in zip(sorted(lines), given, strict=True)}
    return numbers


def _idea(taking: Taking, entry: Entry, number: str) -> Idea:
    status = status_of(entry)
    how = read_contact(entry.text("contact"))
    handed_in_at = as_moment(entry.values.get("handed_in_at"), taking.at)
    is_withdrawn = status == Idea.Status.WITHDRAWN
    published_on = entry.values.get("published_at")
    return Idea(
        town=taking.by.town,
        number=number,
        form_key=f"table-{taking.key}-{entry.line}",
        title=title_for(entry),
        text=entry.text("text"),
        place=entry.text("place"),
        contact=how.address,
        contact_kind=how.kind.value,
        wants_to_join=bool(entry.values.get("wants_to_join")),
        channel=entry.text("channel") or Idea.Channel.COUNTER,
        status=status,
        reason=entry.text("answer") if status in Idea.CLOSED else "",
        handed_in_at=handed_in_at,
        taken_in_at=taking.at,
        answered_at=_answered_at(taking, entry) if entry.text("answer") else None,
        published_at=as_moment(published_on, taking.at)
        if published_on and not is_withdrawn
        else None,
    )


def _answered_at(taking: Taking, entry: Entry) -> datetime:
    return as_moment(entry.values.get("answered_at"), taking.at)


def _origin(entry: Entry, idea: Idea) -> Origin:
    values = {name: entry.values.get(name) for name in ORIGIN_FIELDS if entry.values.get(name)}
    old_number = entry.text("old_number") or entry.text("number")
    return Origin(idea=idea, old_number=old_number, **values)


def _answer(taking: Taking, entry: Entry, idea: Idea) -> Answer:
    return Answer(
        idea=idea,
        text=entry.text("answer"),
        status=idea.status,
        given_at=_answered_at(taking, entry),
        key=idea.form_key,
        # It was given in the old way; nothing leaves this house.
        sent_by=ContactKind.NONE.value,
    )


def _join_projects(taking: Taking, pairs: Sequence[tuple[Entry, Idea]]) -> None:
    known = projects_named(taking.by.town, taking.entries)
    counted = Counter((idea.pk, name) for entry, idea in pairs for name in project_names(entry))
    IdeaProject.objects.bulk_create(
        (
            IdeaProject(idea_id=idea, project=known[name.casefold()], since=taking.at)
            for idea, name in counted
        ),
        batch_size=BATCH,
        ignore_conflicts=True,
    )
