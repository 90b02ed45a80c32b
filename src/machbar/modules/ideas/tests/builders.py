"""Ideas for tests."""

import secrets
import time
from datetime import UTC, datetime

from django.core.signing import TimestampSigner, b62_encode

from machbar.foundation.access.actor import Actor
from machbar.foundation.towns.models import Town
from machbar.foundation.ui.form_keys import SALT
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


def unhurried_form_key() -> str:
    """The key of a form that was opened a minute ago."""
    signer = TimestampSigner(salt=SALT)
    signer.timestamp = lambda: b62_encode(int(time.time()) - 60)  # type: ignore[method-assign]
    return signer.sign(secrets.token_hex(16))


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
