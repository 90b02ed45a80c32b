"""What the set-up writes: the first town, one step after the other, and at the end the opening."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.media.core import Prepared
from machbar.foundation.media.models import Logo, Picture
from machbar.foundation.media.services import keep_picture, remove_picture
from machbar.foundation.people.models import Person
from machbar.foundation.towns.hours import Week
from machbar.foundation.towns.models import LegalNotice, Town
from machbar.foundation.towns.selectors import legal_notice_of, week
from machbar.foundation.towns.services import add_term, set_week
from machbar.modules.ideas.vocabularies import DISTRICTS
from machbar.modules.premises.core import Address
from machbar.modules.premises.services.houses import add_houses
from machbar.site.towns import load_catalogue, set_up_town, short_name_of
from machbar.site.wizard import entrance
from machbar.site.wizard.gaps import gaps
from machbar.site.wizard.laws import suggestions_for
from machbar.site.wizard.rules import can_open

LOGO_WIDTH = 480  # pixels; the smallest copy that is at least as wide as the head of a page needs


class SetUpError(Exception):
    """Base of what can go wrong here; the text is shown as it is."""


class EntranceUsed(SetUpError):
    """Somebody else has used the secret of the entrance."""


class StepChanged(SetUpError):
    """Somebody else has changed what a step shows since it was opened."""


class NotReadyToOpen(SetUpError):
    """Something is missing that everybody must find on a public page."""


@transaction.atomic
def enter(
    *, name: str, short_name: str, state: str, admin_name: str, admin_email: str, at: datetime
) -> tuple[Town, Person]:
    """Make the first town of this server with its first admin, and use the secret up. Raises `EntranceUsed`."""
    if Town.objects.exists():
        raise EntranceUsed(_("This server has a town already."))
    details = {
        "name": name.strip(),
        "short_name": short_name.strip() or short_name_of(name),
        "state": state,
    }
    town, _is_new = set_up_town(details=details, admin_email=admin_email, admin_name=admin_name)
    load_catalogue(town=town, at=at)
    # The last step: two who send the form at once both come as far as here, and one of both is rolled back.
    if not entrance.remove(settings.DATA):
        raise EntranceUsed(_("Somebody else has used this address meanwhile."))
    return town, Person.objects.get(email=admin_email.lower())


@transaction.atomic
def change_town(
    *, by: Actor, town: Town, values: Mapping[str, object], hours: Week | None = None
) -> Sequence[str]:
    """Save what differs, and the week where it is given; returns the names of what changed."""
    changed = [name for name, value in values.items() if getattr(town, name) != value]
    for name in changed:
        setattr(town, name, values[name])
    if changed:
        town.save(update_fields=changed)
    if hours is not None and week(town) != hours:
        set_week(town=town, week=hours)
        changed.append("opening_hours")
    if changed:
        record("town.changed", on=town, by=by, payload={"fields": changed})
    return changed


@transaction.atomic
def change_legal_notice(*, by: Actor, town: Town, values: Mapping[str, object]) -> bool:
    """Save what the law asks for, as far as it is known; says whether anything changed."""
    notice = legal_notice_of(town) or LegalNotice(town=town)
    if notice.pk and all(getattr(notice, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(notice, name, value)
    notice.save()
    record("town.changed", on=town, by=by, payload={"fields": ["legal_notice"]})
    return True


@transaction.atomic
def follow_state(*, by: Actor, town: Town, before: str) -> bool:
    """After another federal state: exchange what was suggested for the one before; says whether there is a notice.

    What somebody wrote in other words stays.
    """
    notice = legal_notice_of(town)
    if notice is None or before == town.state:
        return False
    old, new = suggestions_for(before), suggestions_for(town.state)
    stale = [name for name in new if getattr(notice, name) in {"", old[name]}]
    if stale:
        change_legal_notice(by=by, town=town, values={name: new[name] for name in stale})
    return True


@transaction.atomic
def add_places(*, by: Actor, districts: Sequence[str], houses: Sequence[Address]) -> int:
    """Add parts of the town and houses that are not there yet; returns how many are new."""
    known = town_districts(by.town)
    new: list[str] = []
    for label in districts:
        if label.casefold() not in {each.casefold() for each in [*known, *new]}:
            add_term(town=by.town, vocabulary=DISTRICTS, label=label)
            new.append(label)
    return len(new) + (add_houses(by=by, addresses=houses) if houses else 0)


def town_districts(town: Town) -> list[str]:
    """The parts of the town that are there."""
    return list(town.terms.filter(vocabulary=DISTRICTS).values_list("label", flat=True))


def set_logo(*, by: Actor, prepared: Prepared, at: datetime) -> None:
    """Show this picture at the head of all pages. Raises the media's `NoRoom`."""
    picture = keep_picture(town=by.town, prepared=prepared, form_key="logo", at=at)
    with transaction.atomic():
        before = _take_logo_down(by.town)
        Logo.objects.create(town=by.town, picture=picture)
        shown = next((each for each in picture.files.all() if each.width >= LOGO_WIDTH), None)
        name = (shown or picture.files.all().last()).name  # type: ignore[union-attr] # a picture has a copy
        change_town(by=by, town=Town.objects.get(pk=by.town.pk), values={"logo": name})
        if before is not None and before != picture:
            remove_picture(picture=before, by=by)


@transaction.atomic
def remove_logo(*, by: Actor) -> None:
    """Show our own drawing again; the picture is erased."""
    before = _take_logo_down(by.town)
    change_town(by=by, town=Town.objects.get(pk=by.town.pk), values={"logo": ""})
    if before is not None:
        remove_picture(picture=before, by=by)


def _take_logo_down(town: Town) -> Picture | None:
    logo = Logo.objects.filter(town=town).select_related("picture").first()
    if logo is None:
        return None
    logo.delete()
    return logo.picture


@transaction.atomic
def open_town(*, by: Actor) -> None:
    """Show the town to everybody; a second click changes nothing. Raises `NotReadyToOpen`.

    What the operator of the server has closed, only an operator opens again.
    """
    town = Town.objects.select_for_update().get(pk=by.town.pk)
    if not can_open(by, town):
        raise NotReadyToOpen(
            _("The operator of the server has closed this town. Please ask there.")
        )
    missing = gaps(town, legal_notice_of(town))
    if missing:
        raise NotReadyToOpen(
            _("Before the door opens, please say: %(first)s") % {"first": missing[0].sentence}
        )
    if Town.objects.filter(pk=town.pk, is_public=False).update(is_public=True, closed_on=None):
        record("town.opened", on=town, by=by)
