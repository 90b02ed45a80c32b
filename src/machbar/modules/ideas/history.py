"""How the events of ideas read in a history, and which ideas belong to a project."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import EventLabel, Traced
from machbar.modules.ideas.models import Idea

IDEA = "ideas.idea"
BECAME = frozenset({"idea.became_project"})


def traced(actor: Actor, project: int) -> Sequence[Traced]:
    """The ideas that became the project, with that step alone: their answers are between giver and team (one query)."""
    ideas = Idea.objects.filter(town=actor.town, becomings__project=project)
    return (Traced(kind=IDEA, ids=list(ideas.values_list("public_id", flat=True)), events=BECAME),)


def traced_of_idea(idea: Idea) -> Sequence[Traced]:
    """The idea itself and its photo, for its talk page; load the photo along."""
    pictures = [idea.photo.public_id] if idea.photo is not None else []
    return (
        Traced(kind=IDEA, ids=[idea.public_id]),
        Traced(kind="media.picture", ids=pictures),
    )


def _status(value: object) -> str:
    return str(dict(Idea.Status.choices).get(str(value), value))


def _channel(value: object) -> str:
    return str(dict(Idea.Channel.choices).get(str(value), value))


EVENT_LABELS: Mapping[str, EventLabel] = {
    "idea.handed_in": EventLabel(
        sentence=gettext_lazy("The idea came in, %(channel)s."),
        bare=gettext_lazy("The idea came in."),
        words={"channel": _channel},
    ),
    "idea.added_to": EventLabel(sentence=gettext_lazy("The giver of the idea added something.")),
    "idea.withdrawn": EventLabel(sentence=gettext_lazy("The giver took the idea back.")),
    "idea.answered": EventLabel(
        sentence=gettext_lazy("The idea was answered: %(status)s."),
        bare=gettext_lazy("The idea was answered."),
        words={"status": _status},
        is_internal=True,
    ),
    "idea.published": EventLabel(sentence=gettext_lazy("The idea was hung on the wall.")),
    "idea.unpublished": EventLabel(sentence=gettext_lazy("The idea was taken off the wall.")),
    "idea.became_project": EventLabel(sentence=gettext_lazy("An idea became part of a project.")),
}
