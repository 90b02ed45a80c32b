"""Ideas in the world of the table: with photo, contact and answer, offers of help, bundles and paper forms."""

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.media.models import Picture
from machbar.foundation.media.tests.builders import make_picture, prepared
from machbar.modules.ideas.models import (
    Bundle,
    Idea,
    PaperScan,
)
from machbar.modules.ideas.services import (
    Offered,
    Photo,
    answer_idea,
    describe_photo,
    hand_in_idea,
    keep_scan,
    make_bundle,
    offer_help,
    publish_bundle,
    type_scan,
)
from tests.permissions.marks import mark


def bundle_of(of: str, kind: str, house: Actor, *ideas: Idea) -> Bundle:
    now = timezone.now()
    name = mark(f"{kind}-bundle", of)
    bundle = make_bundle(by=house, at=now, form_key=f"{of}-{kind}", title=name, ideas=ideas)
    if kind == "public":
        publish_bundle(bundle=bundle, by=house, at=now)
    return bundle


def offer_of_help(of: str, idea: Idea, house: Actor) -> Offered:
    return offer_help(
        idea=idea,
        by=house,
        at=timezone.now(),
        form_key=of,
        name=mark("offer-name", of),
        contact=f"{mark('offer-contact', of)}@example.invalid",
        text=mark("offer-text", of),
    )


def paper_scans(of: str, idea: Idea, house: Actor) -> tuple[PaperScan, PaperScan]:
    """A page that waits to be typed, and the paper of an idea."""
    now = timezone.now()
    waiting, typed = (
        keep_scan(by=house, at=now, prepared=prepared(), form_key=f"{of}-scan-{name}")
        for name in ("waiting", "typed")
    )
    type_scan(scan=typed, idea=idea, by=house, at=now)
    typed.refresh_from_db()
    return waiting, typed


def scan_file_of(scan: PaperScan) -> str:
    """The last part of the address of a page's picture."""
    return scan.picture.files.all()[0].name


def answered_idea(of: str, kind: str, house: Actor) -> tuple[Idea, str]:
    now = timezone.now()
    receipt = hand_in_idea(
        by=house,
        at=now,
        form_key=f"{of}-{kind}",
        text=mark(f"{kind}-idea", of),
        contact=f"{mark(f'{kind}-contact', of)}@example.invalid",
        photo=Photo(
            picture=make_picture(house.town, form_key=f"{of}-{kind}"),
            credit=mark(f"{kind}-credit", of),
            consent_text=mark(f"{kind}-consent", of),
        ),
    )
    answer_idea(
        idea=receipt.idea,
        by=house,
        at=now,
        status=Idea.Status.IN_TALK,
        text=mark(f"{kind}-answer", of),
        key="k",
    )
    return receipt.idea, receipt.token


def release_photo(of: str, idea: Idea, house: Actor) -> None:
    describe_photo(
        photo=photo_of(idea),
        by=house,
        at=timezone.now(),
        alt_text="Ein Brunnen",
        credit=mark("public-credit", of),
        is_release=True,
    )


def photo_of(idea: Idea) -> Picture:
    """The photo that each idea of the world has."""
    assert idea.photo is not None
    return idea.photo


def file_of(idea: Idea) -> str:
    """The last part of the address of its photo."""
    return photo_of(idea).files.all()[0].name
