"""Printed receipts: the link on paper is a new one each time, because no token is stored anywhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.towns.addresses import absolute_url
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.services.linking import link_to


@dataclass(frozen=True, kw_only=True)
class Slip:
    """One receipt for the printer: the idea and the address of its page, which exists nowhere else."""

    idea: Idea
    address: str


@transaction.atomic
def issue_slips(*, ideas: Sequence[Idea], by: Actor) -> list[Slip]:
    """A new personal link to each idea, for paper. Links from before stay good: they are printed, too."""
    slips = []
    for idea in ideas:
        path = reverse("ideas:receipt", args=[link_to(idea)])
        slips.append(Slip(idea=idea, address=absolute_url(idea.town, path)))
        record("idea.receipt_printed", on=idea, by=by)
    return slips
