"""How the events of ideas read in a history, and which ideas belong to a project."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import EventLabel, Traced
from machbar.modules.ideas.labels import CHANNELS
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


def _term(value: object) -> str:
    return str(value) or _("left open")


def _reached(value: object) -> str:
    return _("somebody answered") if value else _("nobody answered")


def _way(value: object) -> str:
    return str({kind.value: name for kind, name in CHANNELS.items()}.get(str(value), value))


def _offered(value: object) -> str:
    return _("offered again") if value else _("offered no longer")


IDEA_LABELS: Mapping[str, EventLabel] = {
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
    "idea.left_project": EventLabel(sentence=gettext_lazy("The idea was taken out of a project.")),
    "idea.answer_taken_back": EventLabel(
        sentence=gettext_lazy("The answer was taken back before it went out."), is_internal=True
    ),
    "idea.sorted": EventLabel(
        sentence=gettext_lazy(
            "The idea was sorted; theme: %(theme)s, part of the town: %(district)s."
        ),
        bare=gettext_lazy("The idea was sorted."),
        words={"theme": _term, "district": _term},
    ),
    "idea.joined": EventLabel(sentence=gettext_lazy("The idea was joined with another one.")),
    "idea.took_in": EventLabel(sentence=gettext_lazy("Another idea was joined with this one.")),
    "idea.taken_apart": EventLabel(sentence=gettext_lazy("The idea stands alone again.")),
    "idea.let_go": EventLabel(
        sentence=gettext_lazy("An idea that was joined with this one stands alone again.")
    ),
    "idea.addition_read": EventLabel(
        sentence=gettext_lazy("An addition was noted as read."), is_internal=True
    ),
    "idea.addition_unread": EventLabel(
        sentence=gettext_lazy("An addition was noted as unread."), is_internal=True
    ),
    "idea.photo_kept_inside": EventLabel(
        sentence=gettext_lazy("The photo stays inside the team."), is_internal=True
    ),
    "idea.photo_offered_again": EventLabel(
        sentence=gettext_lazy("The photo waits for its release again."), is_internal=True
    ),
    "idea.suspicion_cleared": EventLabel(
        sentence=gettext_lazy("The idea looked like spam and is none."), is_internal=True
    ),
    "idea.closed_as_spam": EventLabel(
        sentence=gettext_lazy("The idea was closed as spam."), is_internal=True
    ),
}
REACHING_LABELS: Mapping[str, EventLabel] = {
    "idea.receipt_printed": EventLabel(
        sentence=gettext_lazy("The receipt was printed, with a new personal link."),
        is_internal=True,
    ),
    "idea.called": EventLabel(
        sentence=gettext_lazy("A call about the answer: %(reached)s."),
        bare=gettext_lazy("A call about the answer was noted."),
        words={"reached": _reached},
        is_internal=True,
    ),
    "idea.letter_posted": EventLabel(
        sentence=gettext_lazy("The answer was posted as a letter."), is_internal=True
    ),
    "idea.contact_changed": EventLabel(
        sentence=gettext_lazy("Answers now go another way: %(kind)s."),
        bare=gettext_lazy("Answers now go another way."),
        words={"kind": _way},
        is_internal=True,
    ),
    "idea.help_offered": EventLabel(
        sentence=gettext_lazy("Somebody would join in with an idea."), is_internal=True
    ),
    "idea.giver_forgotten": EventLabel(
        sentence=gettext_lazy("Two years after the last contact the giver was forgotten.")
    ),
    "idea.giver_erased": EventLabel(
        sentence=gettext_lazy("Whoever brought the idea was erased; the idea stays.")
    ),
    "idea.offer_answered": EventLabel(
        sentence=gettext_lazy("Somebody who would join in was answered."), is_internal=True
    ),
    "idea.offer_waits": EventLabel(
        sentence=gettext_lazy("Somebody who would join in waits for an answer again."),
        is_internal=True,
    ),
    "idea.offer_withdrawn": EventLabel(
        sentence=gettext_lazy(
            "Somebody who would join in took that back; what they wrote is erased."
        ),
        is_internal=True,
    ),
}
BUNDLE_LABELS: Mapping[str, EventLabel] = {
    "bundle.made": EventLabel(sentence=gettext_lazy("A bundle of ideas was made.")),
    "bundle.took_in": EventLabel(sentence=gettext_lazy("An idea was put into the bundle.")),
    "bundle.let_go": EventLabel(sentence=gettext_lazy("An idea was taken out of the bundle.")),
    "bundle.changed": EventLabel(sentence=gettext_lazy("Name or text of the bundle was changed.")),
    "bundle.published": EventLabel(sentence=gettext_lazy("The bundle became public.")),
    "bundle.unpublished": EventLabel(
        sentence=gettext_lazy("The bundle was taken off the public pages.")
    ),
    "bundle.dissolved": EventLabel(
        sentence=gettext_lazy("The bundle “%(title)s” was dissolved."),
        bare=gettext_lazy("A bundle was dissolved."),
    ),
    "bundle.became_project": EventLabel(sentence=gettext_lazy("The bundle became a project.")),
}
DESK_LABELS: Mapping[str, EventLabel] = {
    "reason_template.written": EventLabel(
        sentence=gettext_lazy("A ready-made reason was written or changed.")
    ),
    "reason_template.offered": EventLabel(
        sentence=gettext_lazy("A ready-made reason is %(is_offered)s."),
        bare=gettext_lazy("A ready-made reason was offered again or is offered no longer."),
        words={"is_offered": _offered},
    ),
    "scan.kept": EventLabel(sentence=gettext_lazy("The scan of a paper form came in.")),
    "scan.typed": EventLabel(sentence=gettext_lazy("The scan of a paper form was typed.")),
    "scan.removed": EventLabel(sentence=gettext_lazy("The scan of a paper form was erased.")),
}
EVENT_LABELS: Mapping[str, EventLabel] = {
    **IDEA_LABELS,
    **REACHING_LABELS,
    **BUNDLE_LABELS,
    **DESK_LABELS,
}
