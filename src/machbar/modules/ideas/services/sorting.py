"""The team says what an idea is about and in which part of the town it plays; the wall is filtered by both."""

from django.db import transaction

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.towns.models import Term
from machbar.modules.ideas.findable import index_ideas
from machbar.modules.ideas.models import Idea


@transaction.atomic
def sort_idea(*, idea: Idea, by: Actor, theme: Term | None, district: Term | None) -> None:
    """Set theme and part of the town, or none; what stands there already changes nothing."""
    if (idea.theme_id, idea.district_id) == (_key(theme), _key(district)):
        return
    Idea.objects.filter(pk=idea.pk).update(theme=theme, district=district)
    idea.theme, idea.district = theme, district
    payload = {"theme": _label(theme), "district": _label(district)}
    record("idea.sorted", on=idea, by=by, payload=payload)
    index_ideas(idea)


def _key(term: Term | None) -> int | None:
    return None if term is None else term.pk


def _label(term: Term | None) -> str:
    return "" if term is None else term.label
