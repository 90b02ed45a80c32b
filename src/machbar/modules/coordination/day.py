"""What coordination puts on the team's start page: who waits for a word, and what should have been done."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple, cast

from django.db.models import CharField, Value
from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import DayItem, DayPart, Module
from machbar.foundation.surfaces.reaching import list_of
from machbar.foundation.surfaces.registry import modules_of
from machbar.foundation.surfaces.waiting import NO_DAY, NO_MOMENT, of_each
from machbar.modules.coordination.core import first_name_of
from machbar.modules.coordination.models import MemberReply
from machbar.modules.coordination.selectors import (
    diary_waiting,
    milestones_overdue,
    my_tasks,
    overdue,
    replies_waiting,
    requests_waiting,
)
from machbar.modules.coordination.views.replies import OWN_PAGE
from machbar.reasoning.contact import ContactKind

ON_THE_DAY = 8
DELIVER_WITHIN = timedelta(days=3)
"""An answer that is given shall have reached the person so soon."""
REPLY, REQUEST, ENTRY, MILESTONE, TASK = "reply", "request", "entry", "milestone", "task"


class Waiting(NamedTuple):
    """One thing that waits: its list, a name or title, its project, and when; ``way`` is that of a reply.

    ``at`` is the moment of a reply, a request or an entry; ``day`` the day to call again, of the entry, or that is due.
    """

    kind: str
    key: int
    public_id: str
    name: str
    project: str
    project_id: str
    way: str
    day: date | None
    at: datetime | None

    @property
    def due_on(self) -> date:
        """The day of an entry, a milestone or a task, which always have one here."""
        return cast("date", self.day)

    @property
    def since(self) -> date:
        """The day of a reply, a request or an entry, which always have a moment."""
        return timezone.localdate(cast("datetime", self.at))


def day_page(actor: Actor, today: date) -> DayPart | None:
    """Requests without an answer, entries to release, overdue tasks and milestones, and my own tasks of today."""
    if not actor.is_staff:
        return None
    waiting = _waiting(actor, today)
    if not waiting:
        return None
    shown = _first_of_each_kind(waiting)
    modules = modules_of(actor.town) if any(each.kind == REPLY for each in shown) else ()
    items = [_item(each, actor, modules, today) for each in shown]
    return DayPart(
        title=_("Tasks, groups, diaries"),
        items=sorted(items, key=lambda item: (item.due, item.since))[:ON_THE_DAY],
        total=len(waiting),
        url=reverse("coordination:my_tasks"),
    )


def _waiting(actor: Actor, today: date) -> list[Waiting]:
    """The first 100 of each list, in no order (one query)."""
    replies = replies_waiting(actor, ContactKind.PHONE, ContactKind.LETTER)
    none, project = _text(""), ("project__title", "project__public_id")
    of_a_member = ("member__public_id", "member__name", *(f"member__{each}" for each in project))
    reply: Sequence[str | Combinable] = (
        _text(REPLY),
        "id",
        *of_a_member,
        "way",
        "again_on",
        "given_at",
    )
    request = (_text(REQUEST), "id", "public_id", "name", *project, none, NO_DAY, "asked_at")
    entry = (_text(ENTRY), "id", "public_id", none, *project, none, "on", "written_at")
    titled = ("id", "public_id", "title", *project, none)
    task = (_text(TASK), *titled, "due_on", NO_MOMENT)
    rows = of_each(
        [
            (replies.exclude(again_on__gt=today), reply),
            (requests_waiting(actor), request),
            (diary_waiting(actor), entry),
            (
                milestones_overdue(actor, today),
                (_text(MILESTONE), *titled, "planned_on", NO_MOMENT),
            ),
            (overdue(actor, today), task),
            (my_tasks(actor).filter(due_on=today), task),
        ]
    )
    return [Waiting(*row) for row in rows]


def _text(value: str) -> Value:
    return Value(value, output_field=CharField())


def _first_of_each_kind(waiting: Sequence[Waiting]) -> list[Waiting]:
    """The oldest or most pressing of every list: more of one than the page shows is never needed."""
    found: list[Waiting] = []
    for kind in (REPLY, REQUEST, ENTRY, MILESTONE, TASK):
        of_kind = [each for each in waiting if each.kind == kind]
        found += sorted(of_kind, key=lambda each: (each.at or each.day, each.key))[:ON_THE_DAY]
    return found


def _item(each: Waiting, actor: Actor, modules: Sequence[Module], today: date) -> DayItem:
    """``modules``: those of the town where there are replies; they say on which list a reply stands."""
    if each.kind == REPLY:
        return _reply_item(each, list_of(modules, ContactKind(each.way), otherwise=OWN_PAGE), today)
    if each.kind == MILESTONE:
        return _milestone_item(each)
    if each.kind == TASK:
        return _task_item(each, today)
    due = each.since + timedelta(days=actor.town.answer_days)
    return _request_item(each, due) if each.kind == REQUEST else _entry_item(each, due)


def _request_item(each: Waiting, due: date) -> DayItem:
    return DayItem(
        headline=gettext("%(name)s wants to join") % {"name": first_name_of(each.name)},
        detail=gettext("%(project)s, still without an answer") % {"project": each.project},
        url=reverse("coordination:group", args=[each.project_id]),
        action=_("Answer the request"),
        since=each.since,
        due=due,
        is_late=due < timezone.localdate(),
    )


def _reply_item(each: Waiting, url: str, today: date) -> DayItem:
    """An answer that is given and has not reached the person."""
    due = each.day or each.since + DELIVER_WITHIN
    is_call = each.way == MemberReply.Way.PHONE
    words = {"name": each.name, "project": each.project}
    return DayItem(
        headline=gettext("Answer for %(name)s") % words,
        detail=gettext("%(project)s, to be said on the phone") % words
        if is_call
        else gettext("%(project)s, to be sent as a letter") % words,
        url=url,
        action=_("Call") if is_call else _("To the letter"),
        since=each.since,
        due=due,
        is_late=due < today,
    )


def _entry_item(each: Waiting, due: date) -> DayItem:
    return DayItem(
        headline=gettext("A diary entry waits: %(project)s") % {"project": each.project},
        detail=gettext("written for everybody, of %(day)s")
        % {"day": each.due_on.strftime("%d.%m.%Y")},
        url=reverse("coordination:team_entry", args=[each.project_id, each.public_id]),
        action=_("Look and release"),
        since=each.since,
        due=due,
        is_late=due < timezone.localdate(),
    )


def _milestone_item(each: Waiting) -> DayItem:
    url = reverse("coordination:team_diary", args=[each.project_id])
    return DayItem(
        headline=each.name,
        detail=gettext("Milestone of %(project)s, planned for %(day)s")
        % {
            "project": each.project,
            "day": each.due_on.strftime("%d.%m.%Y"),
        },
        url=f"{url}#meilenstein-{each.public_id}",
        action=_("To the milestone"),
        since=each.due_on,
        due=each.due_on,
        is_late=True,
    )


def _task_item(each: Waiting, today: date) -> DayItem:
    due = each.due_on
    return DayItem(
        headline=each.name,
        detail=gettext("%(project)s, due %(day)s")
        % {"project": each.project, "day": due.strftime("%d.%m.%Y")},
        url=reverse("coordination:group", args=[each.project_id]),
        action=_("To the task"),
        since=due,
        due=due,
        is_late=due < today,
    )
