"""What stands beside an idea on the team's page: theme and place with suggestions, who would join in, its paper."""

from collections.abc import Mapping

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.towns.models import Term
from machbar.modules.ideas.core import suggest_district, suggest_themes
from machbar.modules.ideas.forms import SortingForm
from machbar.modules.ideas.models import Idea, Offer
from machbar.modules.ideas.rules import can_read_offers
from machbar.modules.ideas.selectors import terms_with_precedent
from machbar.modules.ideas.supporters import offers_for, to_idea
from machbar.modules.ideas.vocabularies import DISTRICTS, THEMES, as_sorted


def beside(request: ActorRequest, idea: Idea) -> Mapping[str, object]:
    """The values for the templates `_talk_sorting`, `_talk_offers` and `_talk_scans` (two queries)."""
    terms = list(terms_with_precedent(request.town, idea))
    reads = can_read_offers(request.actor)
    return {
        "these": [idea],
        "sorting_form": SortingForm(idea=idea, terms=terms),
        "theme_suggestions": () if idea.theme else _themes(idea, terms),
        "district_suggestion": None if idea.district else _district(idea, terms),
        "reads_offers": reads,
        "offers": list(offers_for(request.actor).filter(to_idea(idea))) if reads else [],
        "offer_count": 0 if reads else Offer.objects.filter(to_idea(idea)).count(),
    }


def _themes(idea: Idea, terms: list[Term]) -> tuple[object, ...]:
    entries = [as_sorted(term) for term in _offered(terms, THEMES)]
    return tuple(suggest_themes(idea.words, entries))


def _district(idea: Idea, terms: list[Term]) -> Mapping[str, object] | None:
    """By name in the place or the text; else where the same words for a place were sorted before."""
    entries = [as_sorted(term) for term in _offered(terms, DISTRICTS)]
    if not entries:
        return None
    named = suggest_district((idea.place, idea.words), entries)
    if named is not None:
        return {"code": named.code, "label": named.label, "words": named.words}
    for term in _offered(terms, DISTRICTS):
        if term.pk == term.placed_in:  # type: ignore[attr-defined] # annotated by the selector
            return {"code": term.code, "label": term.label, "number": term.placed_at}  # type: ignore[attr-defined]
    return None


def _offered(terms: list[Term], vocabulary: str) -> list[Term]:
    return [term for term in terms if term.vocabulary == vocabulary and term.is_active]
