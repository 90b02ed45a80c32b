"""Reading tasks and groups, with everything the page needs."""

from datetime import date

from django.db.models import Count, F, Prefetch, Q, QuerySet

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.models import PersonalLink
from machbar.foundation.people.models import Person
from machbar.modules.coordination.models import GroupLetter, Member, MemberReply, Task
from machbar.modules.coordination.rules import can_coordinate
from machbar.modules.coordination.selectors.diary import diary_numbers
from machbar.modules.projects.models import Project
from machbar.modules.projects.selectors import projects_visible_to
from machbar.reasoning.contact import ContactKind

FIRST_DUE = (F("due_on").asc(nulls_last=True), "id")


def members_visible_to(actor: Actor) -> QuerySet[Member]:
    """The members whose names and contacts the actor may read: who coordinates, all of the town's."""
    if not can_coordinate(actor):
        return Member.objects.none()
    return Member.objects.filter(project__town=actor.town)


def requests_waiting(actor: Actor) -> QuerySet[Member]:
    """Who asked to join and has no answer yet, the oldest first."""
    waiting = members_visible_to(actor).filter(state=Member.State.ASKED)
    return waiting.select_related("project").order_by("asked_at", "id")


def replies_waiting(actor: Actor, *ways: ContactKind) -> QuerySet[MemberReply]:
    """Answers to requests that wait for a call or a letter, the oldest first; none for who does not coordinate."""
    replies = MemberReply.objects.filter(
        member__in=members_visible_to(actor), reached_on=None, way__in=[way.value for way in ways]
    )
    return replies.select_related("member__project").order_by("given_at", "id")


def group_of(project: Project) -> QuerySet[Member]:
    """Who belongs to the project's group, leads first, in the order of joining."""
    return Member.objects.filter(project=project, state=Member.State.ACTIVE).order_by(
        "role", "joined_at", "id"
    )


def member_behind(link: PersonalLink) -> Member | None:
    """The member, or who asked or was invited, behind a personal link of the town; nobody who has left."""
    members = Member.objects.filter(project__town=link.town_id, pk=link.subject_id)
    return members.exclude(state=Member.State.LEFT).select_related("project__town").first()


def tasks_visible_to(actor: Actor) -> QuerySet[Task]:
    """The tasks that the actor may see: the team all of the town's, others the open public ones."""
    tasks = Task.objects.filter(project__in=projects_visible_to(actor))
    if actor.is_staff:
        return tasks
    return tasks.filter(is_public=True, state=Task.State.OPEN)


def with_owners(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Load project and owner along, the most pressing first."""
    return tasks.select_related("project", "owner_member", "owner_person").order_by(*FIRST_DUE)


def my_tasks(actor: Actor) -> QuerySet[Task]:
    """The open tasks that the signed-in person has taken."""
    if actor.person is None:
        return Task.objects.none()
    mine = tasks_visible_to(actor).filter(owner_person=actor.person, state=Task.State.OPEN)
    return with_owners(mine)


def overdue(actor: Actor, today: date) -> QuerySet[Task]:
    """Open tasks whose day is over: who coordinates sees everybody's, others their own."""
    late = Task.objects.filter(project__town=actor.town, state=Task.State.OPEN, due_on__lt=today)
    if not can_coordinate(actor):
        late = late.filter(owner_person=actor.person) if actor.is_staff else late.none()
    return with_owners(late)


def free_public_tasks(project: Project) -> QuerySet[Task]:
    """What strangers may offer to take."""
    return Task.objects.filter(
        project=project,
        is_public=True,
        state=Task.State.OPEN,
        owner_member=None,
        owner_person=None,
    ).order_by(*FIRST_DUE)


def project_with_group(actor: Actor, project: int) -> Project | None:
    """One project with its open tasks (`open_tasks`), the numbers `active` and `asking` and those of its diary.

    Two queries.
    """
    open_tasks = with_owners(Task.objects.filter(state=Task.State.OPEN))
    return (
        projects_visible_to(actor)
        .filter(pk=project)
        .annotate(
            active=Count("members", filter=Q(members__state=Member.State.ACTIVE)),
            asking=Count("members", filter=Q(members__state=Member.State.ASKED)),
            **diary_numbers(),
        )
        .prefetch_related(Prefetch("tasks", queryset=open_tasks, to_attr="open_tasks"))
        .first()
    )


def letters_of(project: Project, *, for_all: bool) -> QuerySet[GroupLetter]:
    """What was written through the house, newest first; ``for_all`` leaves out what went to one person."""
    letters = GroupLetter.objects.filter(project=project)
    letters = letters.filter(is_to_all=True) if for_all else letters
    return letters.select_related("by_member", "by_person", "to_member")


def team_of(actor: Actor) -> QuerySet[Person]:
    """The active people with a role in the town."""
    people = Person.objects.filter(is_active=True, roles__town=actor.town)
    return people.distinct().order_by("name", "id")
