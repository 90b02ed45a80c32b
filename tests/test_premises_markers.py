"""No confidential word of a unit or its owner reaches anybody without consent: pages, points, feeds, search, exports,
papers with their metadata, pictures, the trail; for every role and for strangers with other links.

Each text that is not everybody's holds a marker of its own. Everything that a page links to is walked.
"""

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditPayload
from machbar.foundation.people.models import Role
from machbar.foundation.search.models import SearchEntry
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core import ConsentField
from machbar.modules.premises.models import Consent, Owner, Unit
from machbar.modules.premises.services.consents import withdraw_consent
from machbar.modules.premises.services.owners import link_to_owner
from machbar.modules.premises.tests.builders.outside import (
    NOW,
    add_picture,
    let_out,
    make_owner,
    make_unit,
)
from tests.paper_words import paper_words

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]
F = ConsentField
# Numbers that stand nowhere else: a rent of 7.311 euros, running costs of 7.313 euros, an area of 7317 m².
RENT, RUNNING, AREA = 731_100, 731_300, 7317
LATITUDE, LONGITUDE = 52_456_111, 10_456_222
OF_THE_OWNER = ("geheimname", "geheimkontakt", "geheimpost", "geheimnotiz", "geheimquelle")
OF_THE_TEAM = ("geheimintern", "geheimlabel")
OF_THE_CARD = (
    *("geheimstrasse", "73117z", "geheimnutzung", "geheimfrueher", "geheimtext", "geheimbild"),
    *(
        "7.311",
        "7311",
        "7.313",
        "7313",
        "7317",
        "52.456111",
        "10.456222",
        "31.07.1973",
        "1973-07-31",
    ),
)
EVERYTHING = (*OF_THE_OWNER, *OF_THE_TEAM, *OF_THE_CARD)
OTHERS = [role for role in Role if role not in {Role.LOTSE, Role.MODERATION, Role.ADMIN}]
STARTS = (
    *("/", "/raeume/", "/raeume/raeume.geojson", "/suche/?q=geheimstrasse", "/schaufenster/"),
    *("/feed.atom", "/sitemap.xml", "/robots.txt", "/projekte/", "/ideen/", "/ueber-uns/"),
)
TEAM_STARTS = (
    *("/werkstatt/heute/", "/werkstatt/raeume/", "/werkstatt/suche/?q=geheimname"),
    *("/werkstatt/gespraeche/anrufen/", "/werkstatt/gespraeche/briefe/", "/werkstatt/projekte/"),
)
MOST_PAGES = 150
# Keys of forms and sessions, digests of pictures: by chance one may hold the four digits of a marker.
RANDOM = re.compile(r'"(?=[0-9a-zA-Z_-]*\d)[0-9a-zA-Z_-]{20,}(?=")|\b[0-9a-f]{16,64}\b')


@pytest.fixture
def town() -> Town:
    return make_town(key="marker", is_demo=False)


@pytest.fixture
def owner(town: Town) -> Owner:
    return make_owner(
        town=town,
        name="Frau Geheimname (fiktiv)",
        contact="05353 geheimkontakt",
        contact_kind="phone",
        postal_address="geheimpost 1",
        note="geheimnotiz",
        source="geheimquelle",
    )


@pytest.fixture
def unit(town: Town, owner: Owner) -> Unit:
    found = make_unit(
        town=town,
        owner=owner,
        street="Geheimstrasse",
        number="73117z",
        latitude=LATITUDE,
        longitude=LONGITUDE,
        label="geheimlabel",
        area=AREA,
        rent_cents=RENT,
        running_cents=RUNNING,
        empty_since="1973-07-31",
        use_now="geheimnutzung",
        use_before="geheimfrueher",
        description="geheimtext",
        internal_note="geheimintern",
    )
    add_picture(found, alt_text="geheimbild")
    # Something is public, so that there are pages to leak on: the steps at the entrance.
    let_out(found, F.ACCESS)
    return found


def _walk(client: Client, *starts: str) -> Iterator[tuple[str, str]]:
    """Every page that can be reached by links from these, with its text, headers and, of papers, their metadata."""
    waiting, seen = list(starts), set(starts)
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop()
        answer = client.get(path)
        content = answer.getvalue() if answer.streaming else answer.content
        kind = answer.headers.get("Content-Type", "")
        text = _words(content, kind) + str(answer.headers)
        yield path, RANDOM.sub('"', text)
        if "html" in kind:
            for link in re.findall(r'(?:href|src|data-points)="(/[^"#]*)"', text):
                target = unescape(link)
                if target not in seen and not target.startswith("/static/"):
                    seen.add(target)
                    waiting.append(target)


def _words(content: bytes, kind: str) -> str:
    if kind == "application/pdf":
        return paper_words(content)
    if kind.startswith("image/"):
        with Image.open(io.BytesIO(content)) as image:
            return f"{dict(image.getexif())} {image.info}"
    return content.decode(errors="replace")


def _leaks(client: Client, secrets: tuple[str, ...], *starts: str) -> list[tuple[str, str]]:
    return [
        (path, secret)
        for path, text in _walk(client, *starts)
        for secret in secrets
        if secret in text.lower().replace("q=geheimstrasse", "").replace("q=geheimname", "")
        and not (path.startswith("/suche/") and secret in path)
    ]


def test_strangers_find_no_confidential_word_anywhere(client: Client, unit: Unit) -> None:
    public = reverse("premises:room", args=[unit.public_id])
    starts = (*STARTS, public, f"{public}expose.pdf", f"{public}aushang.pdf")

    walked = [path for path, _text in _walk(client, *starts)]

    assert _leaks(client, EVERYTHING, *starts) == []
    assert {f"{public}expose.pdf", public} <= set(walked)
    assert len(walked) > len(STARTS)


def test_the_papers_are_really_read(client: Client, unit: Unit) -> None:
    """Without this the walk over the papers could not fail."""
    let_out(unit, *F)

    page = reverse("premises:room", args=[unit.public_id])
    for sheet in ("expose.pdf", "aushang.pdf"):
        words = _words(client.get(f"{page}{sheet}").content, "application/pdf").lower()
        assert "geheimstrasse" in words
        assert "geheimbild" in words
    exposed = _words(client.get(f"{page}expose.pdf").content, "application/pdf")
    assert "7317" in exposed
    assert "Geheimname" in exposed


@pytest.mark.parametrize("role", OTHERS)
def test_roles_without_the_register_find_none(
    client: Client, town: Town, unit: Unit, role: Role
) -> None:
    client.force_login(make_person(role, town=town))

    assert _leaks(client, EVERYTHING, *STARTS, *TEAM_STARTS) == []


@pytest.mark.parametrize("role", [Role.MODERATION, Role.ADMIN])
def test_who_keeps_the_register_never_learns_the_owner(
    client: Client, town: Town, owner: Owner, unit: Unit, role: Role
) -> None:
    client.force_login(make_person(role, town=town))
    card = reverse("premises:unit", args=[unit.public_id])
    assert "geheimstrasse" in client.get(card).content.decode().lower()

    assert _leaks(client, OF_THE_OWNER, *STARTS, *TEAM_STARTS, card) == []
    for route in ("owner", "change_owner"):
        assert client.get(reverse(f"premises:{route}", args=[owner.public_id])).status_code == 403


def test_the_link_of_another_owner_opens_nothing_of_this_one(
    client: Client, town: Town, unit: Unit
) -> None:
    other = make_owner(town=town, name="Andere (fiktiv)")
    make_unit(town=town, owner=other, street="Am Tor", number="1")
    token = link_to_owner(owner=other, by=Actor(town=town, system=True), at=NOW)

    assert _leaks(client, EVERYTHING, reverse("premises:owner_page", args=[token])) == []


def test_the_own_link_shows_no_note_of_the_team(
    client: Client, town: Town, owner: Owner, unit: Unit
) -> None:
    token = link_to_owner(owner=owner, by=Actor(town=town, system=True), at=NOW)
    start = reverse("premises:owner_page", args=[token])
    assert "geheimname" in client.get(start).content.decode().lower()

    secrets = ("geheimnotiz", "geheimintern", "geheimlabel")
    assert _leaks(client, secrets, start) == []


def test_each_consent_lets_out_its_own_words_and_no_other(client: Client, unit: Unit) -> None:
    own = {
        F.STREET: {"geheimstrasse"},
        F.HOUSE_NUMBER: set(),
        F.POSITION: {"52.456111", "10.456222"},
        F.AREA: {"7317"},
        F.USE: {"geheimnutzung", "geheimfrueher"},
        F.VACANCY: {"31.07.1973"},
        F.RENT: {"7.311", "7311", "7.313"},
        F.DESCRIPTION: {"geheimtext"},
        F.PICTURES: {"geheimbild"},
        F.OWNER: {"geheimname"},
    }
    page = reverse("premises:room", args=[unit.public_id])
    found = {}
    for hours, field in enumerate(own, start=1):
        at = NOW + timedelta(hours=hours)
        let_out(unit, field, at=at)
        found[field] = {secret for _path, secret in _leaks(client, EVERYTHING, *STARTS, page)}
        house = Actor(town=unit.town, system=True)
        withdraw_consent(unit=unit, fields={field}, way=Consent.Way.PHONE, by=house, at=at)

    assert found == own


def test_what_is_taken_back_is_nowhere_in_the_next_request(client: Client, unit: Unit) -> None:
    let_out(unit, *F)
    page = reverse("premises:room", args=[unit.public_id])
    before = {path for path, _text in _walk(client, *STARTS, page)}
    assert any("/bild/" in path for path in before)

    withdraw_consent(
        unit=unit,
        way=Consent.Way.WRITTEN,
        by=Actor(town=unit.town, system=True),
        at=timezone.now(),
    )

    assert _leaks(client, EVERYTHING, *STARTS, *before) == []
    assert unit.public_id not in "".join(text for _path, text in _walk(client, *STARTS))


def test_index_and_trail_hold_no_word_of_the_owner_nor_the_teams_note(
    town: Town, owner: Owner, unit: Unit
) -> None:
    let_out(unit, F.STREET, F.RENT, at=NOW + timedelta(hours=1))
    entries = SearchEntry.objects.values_list("title", "body", "terms")
    written = " ".join(" ".join(entry) for entry in entries)
    trail = " ".join(AuditPayload.objects.values_list("content", flat=True))

    kept = f"{written} {trail}".lower()
    assert [secret for secret in (*OF_THE_OWNER, "geheimintern") if secret in kept] == []


def test_pictures_carry_no_metadata(client: Client, unit: Unit) -> None:
    let_out(unit, F.PICTURES)
    page = reverse("premises:room", args=[unit.public_id])

    pictures = [path for path, _text in _walk(client, page) if "/bild/" in path]

    assert pictures
    for path in pictures:
        with Image.open(io.BytesIO(client.get(path).content)) as image:
            assert dict(image.getexif()) == {}
