"""What coordination contributes to the house."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import (
    Area,
    DayItem,
    DayPart,
    Module,
    NavigationEntry,
    Panel,
    ProjectPage,
    TimelineStep,
    counted,
)
from machbar.foundation.surfaces.registry import modules_of
from machbar.foundation.towns.models import Town
from machbar.foundation.ui.drawing import shortened
from machbar.modules.coordination.history import EVENT_LABELS, traced
from machbar.modules.coordination.models import DiaryEntry, Member, MemberReply, Milestone, Task
from machbar.modules.coordination.rules import can_coordinate, can_join, can_write_diary
from machbar.modules.coordination.selectors import (
    diary_waiting,
    milestones_overdue,
    my_tasks,
    overdue,
    project_with_group,
    replies_waiting,
    requests_waiting,
)
from machbar.modules.coordination.services import forget_old_requests, send_reminders
from machbar.modules.coordination.surfaces import feed, front, kiosk
from machbar.modules.coordination.views.panels import PublicDiary, plan_and_diary
from machbar.modules.coordination.views.plan import milestone_rows
from machbar.modules.coordination.views.presenting import rows_for_team
from machbar.modules.coordination.views.queueing import queue, queue_panel
from machbar.modules.coordination.views.replies import list_of, to_reach
from machbar.modules.projects.models import Project
from machbar.reasoning.contact import ContactKind

ON_THE_DAY = 8
ON_THE_PAGE = 6
WORDS_IN_TIMELINE = 90
DELIVER_WITHIN = timedelta(days=3)
"""An answer that is given shall have reached the person so soon."""


def navigation(actor: Actor) -> Sequence[NavigationEntry]:
    """The queue, for who decides in it; where ideas or talks lead to the same area, their entry comes first."""
    if not (can_coordinate(actor) or can_write_diary(actor)):
        return ()
    return (
        NavigationEntry(
            area=Area.STAFF,
            label=_("Look through"),
            url=reverse("queue"),
            section="werkstatt/gespraeche",
            position=22,
        ),
    )


def project_panels(actor: Actor, project: int, page: ProjectPage) -> Sequence[Panel]:
    """In public the way in, the plan and the diary; for the team the work, the group and what the diary holds."""
    found = project_with_group(actor, project)
    if found is None:
        return ()
    if page is ProjectPage.WORKSPACE:
        return _work_panels(actor, found) if actor.is_staff else ()
    panels = [_join_panel(found), *_public_panels(actor, found)]
    return [panel for panel in panels if panel is not None]


def timeline(actor: Actor, projects: Sequence[int]) -> Mapping[int, Sequence[TimelineStep]]:
    """Public milestones that are reached, and the newest public entries of the diary."""
    steps: dict[int, list[TimelineStep]] = defaultdict(list)
    milestones, entries = plan_and_diary(actor, projects)
    for row in milestone_rows(milestones, timezone.localdate()):
        if row.milestone.done_on is not None:
            step = TimelineStep(
                on=row.milestone.done_on,
                label=gettext("Milestone: %(title)s") % {"title": row.milestone.title},
                sentence=row.words,
            )
            steps[row.milestone.project_id].append(step)
    for entry in entries:
        url = reverse("coordination:diary", args=[entry.project.public_id])
        step = TimelineStep(
            on=entry.on,
            label=_("Diary"),
            sentence=shortened(" ".join(entry.text.split()), WORDS_IN_TIMELINE),
            url=f"{url}?ab={entry.public_id}",
        )
        steps[entry.project_id].append(step)
    return steps


def _join_panel(project: Project) -> Panel | None:
    tasks: list[Task] = project.open_tasks  # type: ignore[attr-defined]
    if not can_join(project):
        return None
    return Panel(
        template="coordination/_join_panel.html",
        context={"project": project, "tasks": [task for task in tasks if task.is_public]},
        position=5,
        page=ProjectPage.PUBLIC,
        is_beside=True,
    )


def _public_panels(actor: Actor, project: Project) -> Sequence[Panel]:
    """The plan and the newest of the diary, as everybody sees them."""
    shown = PublicDiary(actor=actor, project=project)
    return [
        Panel(
            template=template, context={"shown": shown}, position=position, page=ProjectPage.PUBLIC
        )
        for template, position in (
            ("coordination/_plan_panel.html", 30),
            ("coordination/_diary_panel.html", 31),
        )
    ]


def _work_panels(actor: Actor, project: Project) -> Sequence[Panel]:
    """Open tasks and the group, diary and milestones, for the team."""
    tasks: list[Task] = project.open_tasks  # type: ignore[attr-defined]
    today = timezone.localdate()
    work = {
        "project": project,
        "rows": rows_for_team(actor, tasks[:ON_THE_PAGE], today),
        "total": len(tasks),
        "coordinates": can_coordinate(actor),
    }
    found = {
        "coordination/_work_panel.html": (5, work),
        "coordination/_diary_work_panel.html": (6, {"project": project, "today": today}),
    }
    return [
        Panel(template=name, context=context, position=position, page=ProjectPage.WORKSPACE)
        for name, (position, context) in found.items()
    ]


def day_page(actor: Actor, today: date) -> DayPart | None:
    """Requests without an answer, entries to release, overdue tasks and milestones, and my own tasks of today."""
    if not actor.is_staff:
        return None
    asking, waiting = requests_waiting(actor), diary_waiting(actor)
    stuck, late = milestones_overdue(actor, today), overdue(actor, today)
    mine = my_tasks(actor).filter(due_on=today)
    unreached = replies_waiting(actor, ContactKind.PHONE, ContactKind.LETTER).exclude(
        again_on__gt=today
    )
    items = [
        *_reply_items(list(unreached[:ON_THE_DAY]), actor.town, today),
        *(_request_item(member, actor) for member in asking[:ON_THE_DAY]),
        *(_entry_item(entry, actor) for entry in waiting[:ON_THE_DAY]),
        *(_milestone_item(milestone) for milestone in stuck[:ON_THE_DAY]),
        *(_task_item(task, today) for task in [*late[:ON_THE_DAY], *mine[:ON_THE_DAY]]),
    ]
    if not items:
        return None
    total = len(items)
    if total >= ON_THE_DAY:
        total = sum(counted(rows) for rows in (asking, waiting, stuck, late, mine, unreached))
    shown = sorted(items, key=lambda item: (item.due, item.since))[:ON_THE_DAY]
    return DayPart(
        title=_("Tasks, groups, diaries"),
        items=shown,
        total=total,
        url=reverse("coordination:my_tasks"),
    )


def daily(town: Town, today: date) -> None:
    """The worker's clock: reminders go out, old requests are forgotten."""
    now = timezone.now()
    send_reminders(town=town, today=today, at=now)
    forget_old_requests(town=town, at=now)


def _request_item(member: Member, actor: Actor) -> DayItem:
    asked_on = timezone.localdate(member.asked_at)
    due = asked_on + timedelta(days=actor.town.answer_days)
    return DayItem(
        headline=gettext("%(name)s wants to join") % {"name": member.first_name},
        detail=gettext("%(project)s, still without an answer") % {"project": member.project.title},
        url=reverse("coordination:group", args=[member.project.public_id]),
        action=_("Answer the request"),
        since=asked_on,
        due=due,
        is_late=due < timezone.localdate(),
    )


def _reply_items(replies: Sequence[MemberReply], town: Town, today: date) -> Iterator[DayItem]:
    """Answers that wait, with the list on which each stands; one query more where there are any."""
    if not replies:
        return
    modules = modules_of(town)
    lists = {way.value: list_of(modules, way) for way in (ContactKind.PHONE, ContactKind.LETTER)}
    for reply in replies:
        yield _reply_item(reply, lists[reply.way], today)


def _reply_item(reply: MemberReply, url: str, today: date) -> DayItem:
    """An answer that is given and has not reached the person."""
    since = timezone.localdate(reply.given_at)
    due = reply.again_on or since + DELIVER_WITHIN
    is_call = reply.way == MemberReply.Way.PHONE
    words = {"name": reply.member.name, "project": reply.member.project.title}
    return DayItem(
        headline=gettext("Answer for %(name)s") % words,
        detail=gettext("%(project)s, to be said on the phone") % words
        if is_call
        else gettext("%(project)s, to be sent as a letter") % words,
        url=url,
        action=_("Call") if is_call else _("To the letter"),
        since=since,
        due=due,
        is_late=due < today,
    )


def _entry_item(entry: DiaryEntry, actor: Actor) -> DayItem:
    written_on = timezone.localdate(entry.written_at)
    due = written_on + timedelta(days=actor.town.answer_days)
    return DayItem(
        headline=gettext("A diary entry waits: %(project)s") % {"project": entry.project.title},
        detail=gettext("written for everybody, of %(day)s")
        % {"day": entry.on.strftime("%d.%m.%Y")},
        url=reverse("coordination:team_entry", args=[entry.project.public_id, entry.public_id]),
        action=_("Look and release"),
        since=written_on,
        due=due,
        is_late=due < timezone.localdate(),
    )


def _milestone_item(milestone: Milestone) -> DayItem:
    url = reverse("coordination:team_diary", args=[milestone.project.public_id])
    return DayItem(
        headline=milestone.title,
        detail=gettext("Milestone of %(project)s, planned for %(day)s")
        % {
            "project": milestone.project.title,
            "day": milestone.planned_on.strftime("%d.%m.%Y"),
        },
        url=f"{url}#meilenstein-{milestone.public_id}",
        action=_("To the milestone"),
        since=milestone.planned_on,
        due=milestone.planned_on,
        is_late=True,
    )


def _task_item(task: Task, today: date) -> DayItem:
    due = task.due_on or today
    return DayItem(
        headline=task.title,
        detail=gettext("%(project)s, due %(day)s")
        % {"project": task.project.title, "day": due.strftime("%d.%m.%Y")},
        url=reverse("coordination:group", args=[task.project.public_id]),
        action=_("To the task"),
        since=due,
        due=due,
        is_late=due < today,
    )


def invitation_address(actor: Actor, project: str) -> str:
    """For who looks after the groups: where somebody is invited into this one."""
    return reverse("coordination:invite", args=[project]) if can_coordinate(actor) else ""


MODULE = Module(
    key="coordination",
    name=_("Tasks and groups"),
    summary=_(
        "Small tasks, people who join in, diary and milestones, mails that show nobody's address."
    ),
    urls="machbar.modules.coordination.urls",
    needs=frozenset({"projects"}),
    navigation=navigation,
    project_panels=project_panels,
    invitation_address=invitation_address,
    timeline=timeline,
    day_page=day_page,
    daily=daily,
    event_labels=EVENT_LABELS,
    traced=traced,
    queue=queue,
    queue_panel=queue_panel,
    to_reach=to_reach,
    front=front,
    kiosk=kiosk,
    feed=feed,
)
