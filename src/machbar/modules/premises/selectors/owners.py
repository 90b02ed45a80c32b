"""Reading owners: the list for the guide alone, who has not been told yet, and what is behind a personal link."""

from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.models import PersonalLink
from machbar.foundation.audit.selectors import who_and_when
from machbar.modules.premises.models import Owner, Unit
from machbar.modules.premises.selectors.units import owners_visible_to
from machbar.reasoning.contact import ContactKind

OWNER = "owner"
"""The purpose of owners' personal links."""
WITHIN = timedelta(days=30)
"""Art. 14 (3) a GDPR: within a month at the latest; thirty days are never too late."""


def owners_with(actor: Actor, *, text: str = "", only_untold: bool = False) -> QuerySet[Owner]:
    """The guide's list with how many units each has (one query)."""
    owners = owners_visible_to(actor)
    if text:
        owners = owners.filter(
            Q(name__icontains=text)
            | Q(contact__icontains=text)
            | Q(units__house__street__icontains=text)
        )
    if only_untold:
        owners = owners.filter(informed_at=None, is_town=False)
    return owners.annotate(of_units=Count("units", distinct=True)).order_by("name", "id").distinct()


def untold(actor: Actor, way: ContactKind | None = None) -> QuerySet[Owner]:
    """Who has not been told what is kept about them, the longest known first; by the way they are reached. A town is
    no person: nobody owes it a letter about itself."""
    owners = owners_visible_to(actor).filter(informed_at=None, is_town=False)
    if way is not None:
        owners = owners.filter(contact_kind=way.value)
    return owners.order_by("created_at", "id")


def due_of(owner: Owner) -> date:
    """By when the owner has to be told."""
    return (owner.created_at + WITHIN).date()


def link_of(owner: Owner) -> PersonalLink | None:
    """The living link of an owner, for who may see it; never its token, which is stored nowhere."""
    return PersonalLink.objects.filter(
        town=owner.town_id,
        purpose=OWNER,
        subject_kind=owner._meta.label_lower,
        subject_id=owner.pk,
        revoked_at=None,
    ).first()


def owner_behind(link: PersonalLink) -> Owner | None:
    """Whose page a link opens."""
    if link.subject_kind != Owner._meta.label_lower:
        return None
    return Owner.objects.filter(town=link.town_id, pk=link.subject_id).first()


def units_of(owner: Owner) -> QuerySet[Unit]:
    """The owner's units with their addresses, in the order of the streets."""
    units = Unit.objects.filter(owner=owner, town=owner.town_id).select_related("house", "owner")
    return units.order_by("house__street", "house__sort_key", "id")


def units_for_the_town(actor: Actor) -> QuerySet[Unit]:
    """Units that can be noted as the town's own: nobody's so far, or the town's already (a second click)."""
    return Unit.objects.filter(Q(owner=None) | Q(owner__is_town=True), town=actor.town)


def units_without_owner(actor: Actor) -> QuerySet[Unit]:
    """Units of which nobody knows yet to whom they belong."""
    units = Unit.objects.filter(town=actor.town, owner=None).select_related("house")
    return units.order_by("house__street", "house__sort_key", "id")


def last_owner_change(owner: Owner) -> tuple[str, datetime | None]:
    """Who of the team changed the entry last, by name, and when."""
    entries = owner.town.audit_entries.filter(
        object_kind=owner._meta.label_lower,
        object_id=owner.public_id,
        event__in=["owner.changed", "owner.added"],
    )
    return who_and_when(entries.order_by("-sequence").first())
