"""The consents to show pictures; what was taken back is read from the trail."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.media.models import Picture
from machbar.foundation.media.services import withdraw_consent
from machbar.foundation.surfaces.personal import Consents, Given, Way


def given(picture: Picture) -> tuple[Given, ...]:
    """To be shown in public: agreed to, or agreed to and taken back."""
    label = _("Photo may be shown: %(what)s") % {"what": picture.alt_text or picture.public_id}
    if picture.consent_at is not None:
        return (
            Given(
                label=label,
                words=picture.consent_text,
                given_on=timezone.localdate(picture.consent_at),
                how=picture.get_consent_by_display(),
            ),
        )
    events = ("picture.agreed", "picture.consent_withdrawn")
    trail = AuditEntry.objects.filter(
        town=picture.town_id, object_id=picture.public_id, event__in=events
    )
    days = {entry.event: timezone.localdate(entry.at) for entry in trail.order_by("sequence")}
    if events[1] not in days:
        return ()
    return (
        Given(
            label=label,
            words="",
            given_on=days.get(events[0]),
            how="",
            withdrawn_on=days[events[1]],
        ),
    )


def withdraw(picture: Picture, _part: str, way: Way, by: Actor, _at: datetime) -> None:
    """Nobody outside sees it any more."""
    withdraw_consent(picture=picture, how=way.value, by=by)


PICTURES = Consents(model="media.picture", given=given, withdraw=withdraw)
