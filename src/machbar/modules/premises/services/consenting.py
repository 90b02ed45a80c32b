"""What owners let out of their rooms and seekers of their searches, for the page of one person's consents."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.surfaces.personal import Given, Way
from machbar.modules.premises.core import ConsentField
from machbar.modules.premises.models import Consent, Demand
from machbar.modules.premises.services.consents import withdraw_consent
from machbar.modules.premises.services.demand import hide_demand
from machbar.modules.premises.words.consents import WORDS


def given_by_owner(consent: Consent) -> tuple[Given, ...]:
    """One part of a card: the words of its version, and when it was taken back."""
    words = WORDS.get(consent.text_version)
    said = words.parts.get(ConsentField(consent.field), "") if words is not None else ""
    return (
        Given(
            label=f"{consent.unit.number}: {consent.get_field_display()}",
            words=f"{said} ({consent.text_version})",
            given_on=timezone.localdate(consent.given_at),
            how=consent.get_given_by_display(),
            withdrawn_on=(
                None if consent.withdrawn_at is None else timezone.localdate(consent.withdrawn_at)
            ),
        ),
    )


def withdraw_of_owner(consent: Consent, _part: str, way: Way, by: Actor, at: datetime) -> None:
    """The part is public no longer."""
    fields = {ConsentField(consent.field)}
    withdraw_consent(unit=consent.unit, way=Consent.Way(way.value), by=by, at=at, fields=fields)


def given_by_seeker(demand: Demand) -> tuple[Given, ...]:
    """That a search may be public."""
    if not demand.wants_public:
        return ()
    label = _("Search may be public: %(title)s") % {"title": demand.title}
    return (Given(label=label, words="", given_on=timezone.localdate(demand.created_at), how=""),)


@transaction.atomic
def withdraw_of_seeker(demand: Demand, _part: str, way: Way, by: Actor, _at: datetime) -> None:
    """The search goes on, inside only; a second click changes nothing."""
    hide_demand(demand=demand, by=by)
    if Demand.objects.filter(pk=demand.pk, wants_public=True).update(wants_public=False):
        record("demand.consent_withdrawn", on=demand, by=by, payload={"how": way.value})
