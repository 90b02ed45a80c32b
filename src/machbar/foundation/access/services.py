"""Giving out personal links, finding what is behind them, and pairing the counter device."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.exceptions import PairingRefused
from machbar.foundation.access.models import CounterDevice, PersonalLink
from machbar.foundation.audit.services import record
from machbar.foundation.towns.models import Town

PAIRING_MINUTES = 10
TRIES_MINUTES = 15
PAIRING_TRIES = 10
SEEN_EVERY = timedelta(minutes=30)  # so that not every page of the counter writes


def hash_of(token: str) -> str:
    """What is stored of a token. A plain hash is enough for 128 random bits (ASVS 6.5.2 speaks of shorter ones)."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def issue_link(
    *, town: Town, purpose: str, subject: models.Model, expires_at: datetime | None = None
) -> str:
    """A new personal link to one object; returns its token, which is shown once and stored nowhere."""
    token = secrets.token_urlsafe(16)
    PersonalLink.objects.create(
        town=town,
        purpose=purpose,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        token_hash=hash_of(token),
        issued_at=timezone.now(),
        expires_at=expires_at,
    )
    return token


def link_behind(*, town: Town, token: str, purpose: str) -> PersonalLink | None:
    """The living link of this town behind a token; looking it up changes nothing."""
    return (
        PersonalLink.objects.filter(
            Q(expires_at=None) | Q(expires_at__gt=timezone.now()),
            town=town,
            token_hash=hash_of(token),
            purpose=purpose,
            revoked_at=None,
        )
        .select_related("town")
        .first()
    )


def has_link(*, subject: models.Model, purpose: str) -> bool:
    """Whether a link of this purpose to this object still lives."""
    return _living_links(subject, purpose).filter(_not_over()).exists()


def link_lives(model: type[models.Model], purpose: str) -> models.Exists:
    """The same for each row of a query over ``model``, to be asked along with it."""
    links = PersonalLink.objects.filter(
        subject_kind=model._meta.label_lower,
        subject_id=models.OuterRef("pk"),
        purpose=purpose,
        revoked_at=None,
    )
    return models.Exists(links.filter(_not_over()))


def _not_over() -> Q:
    return Q(expires_at=None) | Q(expires_at__gt=timezone.now())


@transaction.atomic
def revoke_links(*, subject: models.Model, purpose: str, at: datetime) -> int:
    """End all links of one purpose to one object; returns how many."""
    return _living_links(subject, purpose).update(revoked_at=at)


def _living_links(subject: models.Model, purpose: str) -> models.QuerySet[PersonalLink]:
    return PersonalLink.objects.filter(
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        purpose=purpose,
        revoked_at=None,
    )


@transaction.atomic
def announce_device(*, by: Actor, name: str, at: datetime) -> tuple[CounterDevice, str]:
    """Prepare the pairing of a tablet; returns the device and the eight-digit code, good for 10 minutes.

    A device of this name that still waits gets a new code: a page that is loaded again makes no second one.
    """
    code = f"{secrets.randbelow(10**8):08d}"
    fresh = {
        "pairing_code_hash": hash_of(code),
        "pairing_ends_at": at + timedelta(minutes=PAIRING_MINUTES),
    }
    waiting = CounterDevice.objects.filter(
        town=by.town, name=name, paired_at=None, revoked_at=None
    ).last()
    device = waiting or CounterDevice(town=by.town, name=name)
    vars(device).update(fresh)
    device.save()
    record("device.announced", on=device, by=by)
    return device, code


@transaction.atomic
def pair_device(*, town: Town, code: str, at: datetime) -> str:
    """Pair the tablet that shows this code; returns the token for its cookie. Raises `PairingRefused`."""
    tries = f"pairing:{town.pk}"
    cache.add(tries, 0, timeout=TRIES_MINUTES * 60)
    if cache.incr(tries) > PAIRING_TRIES:
        raise PairingRefused(_("Too many attempts. Please try again in a quarter of an hour."))
    token = secrets.token_urlsafe(32)
    waiting = CounterDevice.objects.filter(
        town=town,
        pairing_code_hash=hash_of("".join(filter(str.isdigit, code))),
        pairing_ends_at__gt=at,
        paired_at=None,
        revoked_at=None,
    )
    device = waiting.first()
    if device is None or not waiting.filter(pk=device.pk).update(
        token_hash=hash_of(token), pairing_code_hash="", paired_at=at, seen_at=at
    ):
        raise PairingRefused(_("This code is not known or no longer valid."))
    record("device.paired", on=device, by=Actor(town=town, device=device))
    return token


@transaction.atomic
def revoke_device(*, device: CounterDevice, by: Actor, at: datetime) -> None:
    """Lock a device out at once."""
    if CounterDevice.objects.filter(pk=device.pk, revoked_at=None).update(revoked_at=at):
        record("device.revoked", on=device, by=by)


@transaction.atomic
def rename_device(*, device: CounterDevice, name: str, by: Actor) -> None:
    """Call a device otherwise; the same name again changes nothing."""
    if CounterDevice.objects.filter(pk=device.pk).exclude(name=name).update(name=name):
        record("device.renamed", on=device, by=by)


def note_device(*, device: CounterDevice, at: datetime) -> None:
    """Note that the device was used, once in half an hour at most."""
    if device.seen_at is None or at - device.seen_at >= SEEN_EVERY:
        CounterDevice.objects.filter(pk=device.pk).update(seen_at=at)


def device_behind(*, town: Town, token: str) -> CounterDevice | None:
    """The paired device of this town behind the token of its cookie."""
    if not token:
        return None
    return CounterDevice.objects.filter(
        town=town, token_hash=hash_of(token), revoked_at=None, paired_at__isnull=False
    ).first()
