"""What lies at the counter of the demonstration: sorted ideas, people who would join in, a paper form to be typed."""

from datetime import datetime, timedelta

from machbar.foundation.access.actor import Actor
from machbar.foundation.media.core import Prepared
from machbar.foundation.towns.models import Term, Town
from machbar.foundation.towns.services import add_term
from machbar.modules.ideas.models import Idea, Offer
from machbar.modules.ideas.services import keep_scan, offer_help, sort_idea
from machbar.modules.ideas.vocabularies import DISTRICTS as DISTRICT_LIST
from machbar.modules.ideas.vocabularies import THEMES
from machbar.site.demo.facts import DISTRICTS, OFFERS, SORTED


def load_counter(town: Town, team: Actor, now: datetime, paper: Prepared) -> None:
    """Everything invented is marked so; the paper says it itself."""
    _sort(town, team)
    for number, (beginning, name, text) in enumerate(OFFERS):
        offer = offer_help(
            idea=_idea(town, beginning),
            by=team,
            at=now - timedelta(days=number + 1),
            form_key=f"demo-offer-{number}",
            name=name,
            contact=f"mitmachen-{number}@demo.invalid",
            text=text,
        ).offer
        Offer.objects.filter(pk=offer.pk).update(is_fictional=True)
    keep_scan(by=team, at=now - timedelta(days=1), prepared=paper, form_key="demo-paper")


def _sort(town: Town, team: Actor) -> None:
    districts: dict[str, Term | None] = {
        label: add_term(town=town, vocabulary=DISTRICT_LIST, label=label) for label in DISTRICTS
    }
    themes = {term.code: term for term in town.terms.filter(vocabulary=THEMES)}
    for beginning, (theme, district) in SORTED.items():
        idea = _idea(town, beginning)
        sort_idea(idea=idea, by=team, theme=themes[theme], district=districts.get(district))


def _idea(town: Town, beginning: str) -> Idea:
    return Idea.objects.get(town=town, title__startswith=beginning)
