"""Ideas for tests."""

import secrets
from datetime import UTC, datetime

from machbar.foundation.access.actor import Actor
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.services import Receipt, hand_in_idea, publish_idea

MORNING = datetime(2026, 9, 24, 8, 0, tzinfo=UTC)


def make_receipt(
    town: Town,
    *,
    text: str = "Fahrradwerkstatt sucht Raum",
    contact: str = "",
    at: datetime = MORNING,
) -> Receipt:
    """An idea that a guest handed in, with its receipt."""
    return hand_in_idea(
        by=Actor(town=town), at=at, form_key=secrets.token_hex(8), text=text, contact=contact
    )


def make_idea(
    town: Town,
    *,
    text: str = "Fahrradwerkstatt sucht Raum",
    contact: str = "",
    at: datetime = MORNING,
    is_public: bool = False,
) -> Idea:
    """An idea that a guest handed in, perhaps on the wall."""
    idea = make_receipt(town, text=text, contact=contact, at=at).idea
    if is_public:
        publish_idea(idea=idea, by=Actor(town=town, system=True), at=at)
        idea.refresh_from_db()
    return idea
