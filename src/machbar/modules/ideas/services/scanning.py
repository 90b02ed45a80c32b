"""What happens to scans of paper forms: kept, typed, removed, and forgotten thirty days after typing."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.media.core import Prepared
from machbar.foundation.media.services import keep_picture, remove_picture
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.exceptions import ScanGone
from machbar.modules.ideas.models import Idea, PaperScan
from machbar.modules.ideas.services.postcards import Card
from machbar.modules.ideas.services.receiving import Receipt, hand_in_idea

KEPT_AFTER_TYPING = timedelta(days=30)


def keep_scan(*, by: Actor, at: datetime, prepared: Prepared, form_key: str) -> PaperScan:
    """Keep one page; the same file with the same form again gives the same scan. Raises `media.NoRoom`."""
    picture = keep_picture(town=by.town, prepared=prepared, form_key=form_key, at=at)
    with transaction.atomic():
        scan, is_new = PaperScan.objects.get_or_create(
            picture=picture, defaults={"town": by.town, "came_at": at}
        )
        if is_new:
            record("scan.kept", on=scan, by=by)
    return scan


@transaction.atomic
def type_scan(*, scan: PaperScan, idea: Idea, by: Actor, at: datetime) -> None:
    """The idea on this page is typed. Raises `ScanGone` where the page belongs to another idea already."""
    won = PaperScan.objects.filter(pk=scan.pk, idea=None).update(idea=idea, typed_at=at)
    if won:
        record("scan.typed", on=scan, by=by, payload={"idea": idea.public_id})
    elif not PaperScan.objects.filter(pk=scan.pk, idea=idea).exists():
        raise ScanGone(scan_is_gone())


@transaction.atomic
def type_paper(
    *, scan: PaperScan, by: Actor, at: datetime, card: Card, initials: str = ""
) -> Receipt:
    """Take the idea that stands on a page. Raises `ScanGone` and keeps no idea where somebody else was faster."""
    receipt = hand_in_idea(
        by=by,
        at=at,
        form_key=card.form_key,
        text=card.text,
        place=card.place,
        contact=card.contact,
        wants_to_join=card.wants_to_join,
        channel=Idea.Channel.POSTCARD,
        initials=initials,
        written_on=card.written_on,
    )
    type_scan(scan=scan, idea=receipt.idea, by=by, at=at)
    return receipt


@transaction.atomic
def remove_scan(*, scan: PaperScan, by: Actor) -> None:
    """Erase a scan, row and files; a second click changes nothing."""
    found = PaperScan.objects.select_related("picture").filter(pk=scan.pk).first()
    if found is None:
        return
    record("scan.removed", on=found, by=by)
    picture = found.picture
    found.delete()
    remove_picture(picture=picture, by=by)


def forget_old_scans(*, town: Town, at: datetime) -> int:
    """Erase the scans that were typed thirty days ago or earlier; returns how many."""
    house = Actor(town=town, system=True)
    old = list(PaperScan.objects.filter(town=town, typed_at__lte=at - KEPT_AFTER_TYPING))
    for scan in old:
        remove_scan(scan=scan, by=house)
    return len(old)


def scan_is_gone() -> str:
    """What to say when a scan was typed or removed meanwhile."""
    return _("Somebody else has typed or removed this page meanwhile.")
