"""Pictures of a unit: they come with words and consent, are let out, kept inside, erased."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from machbar.foundation.media.models import Picture
from machbar.foundation.media.selectors import without_owner
from machbar.foundation.media.tests.builders import photo
from machbar.foundation.testing import Role, make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.premises.models import Unit
from machbar.modules.premises.services.pictures import MOST_PICTURES
from machbar.modules.premises.tests.builders.inside import make_unit, make_unit_picture

pytestmark = pytest.mark.django_db
WORDS = {"alt_text": "Ein Schaufenster", "credit": "MachBar", "consent_by": ""}


@pytest.fixture
def unit(client: Client) -> Unit:
    town = make_town()
    client.force_login(make_person(Role.LOTSE, town=town))
    return make_unit(town)


def path(route: str, unit: Unit, *more: str) -> str:
    return reverse(f"premises:{route}", args=[unit.public_id, *more])


def upload(content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("laden.jpg", content or photo(400, 300), "image/jpeg")


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_picture_comes_in_and_only_the_team_sees_it(client: Client, unit: Unit) -> None:
    answer = client.post(path("pictures", unit), {**WORDS, "photo": upload()}, follow=True)

    picture = unit.pictures.get().picture
    assert (picture.alt_text, picture.credit, picture.consent_at, picture.released_at) == (
        "Ein Schaufenster",
        "MachBar",
        None,
        None,
    )
    assert "Bisher sieht es nur das Team." in text(answer)
    file = picture.files.all()[0]
    served = client.get(path("picture_file", unit, picture.public_id, file.name))
    assert served.status_code == 200
    assert "no-store" in served["Cache-Control"]
    assert not without_owner().filter(pk=picture.pk).exists()


def test_a_picture_without_words_is_kept_until_the_words_come(client: Client, unit: Unit) -> None:
    address = path("pictures", unit)
    refused = client.post(address, {"alt_text": "", "credit": "", "photo": upload()})
    key = re.search(r'name="form_key" value="([^"]+)"', refused.content.decode())
    assert refused.status_code == 422
    assert "Ihr Bild ist noch da." in text(refused)
    assert key is not None

    client.post(address, {**WORDS, "form_key": key[1]})
    client.post(address, {**WORDS, "form_key": key[1], "photo": upload()})

    assert unit.pictures.count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "Bild"),
        (photo(400, 300)[:400], "Bild"),
    ],
)
def test_what_is_no_clean_picture_is_refused(
    client: Client, unit: Unit, content: bytes, sentence: str
) -> None:
    answer = client.post(path("pictures", unit), {**WORDS, "photo": upload(content)})

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not Picture.objects.exists()


def test_without_a_picture_the_form_says_so(client: Client, unit: Unit) -> None:
    answer = client.post(path("pictures", unit), WORDS)

    assert answer.status_code == 422
    assert "Bitte wählen Sie ein Bild." in text(answer)


def test_a_picture_is_let_out_only_with_consent_and_taken_back(client: Client, unit: Unit) -> None:
    picture = make_unit_picture(unit)

    def deed(name: str) -> tuple[str, bool]:
        answer = client.post(path("picture_deed", unit, picture.public_id, name), follow=True)
        picture.refresh_from_db()
        return text(answer), picture.is_released

    page, is_released = deed("zeigen")
    assert ("Ein Foto wird nur mit Beschreibung" in page, is_released) == (True, False)
    client.post(path("picture_words", unit, picture.public_id), {**WORDS, "consent_by": "said"})
    picture.refresh_from_db()
    assert picture.consent_by == "said"
    page, is_released = deed("zeigen")
    assert ("Öffentlich wird es, sobald auch der Eigentümer zustimmt." in page, is_released) == (
        True,
        True,
    )
    page, is_released = deed("verbergen")
    assert ("Nur das Team sieht das Bild." in page, is_released) == (True, False)


def test_words_that_are_missing_are_asked_for(client: Client, unit: Unit) -> None:
    picture = make_unit_picture(unit)

    answer = client.post(
        path("picture_words", unit, picture.public_id), {"alt_text": "", "credit": "Wir"}
    )

    assert answer.status_code == 422
    assert "Bitte sagen Sie in einem Satz, was zu sehen ist." in text(answer)


def test_an_erased_picture_is_gone_with_its_rows(client: Client, unit: Unit) -> None:
    picture = make_unit_picture(unit)
    address = path("picture_deed", unit, picture.public_id, "loeschen")

    client.post(address)
    again = client.post(address)

    assert again.status_code == 404
    assert not unit.pictures.exists()
    assert not Picture.objects.exists()


def test_a_deed_that_nobody_knows_and_a_picture_of_another_card_are_missing(
    client: Client, unit: Unit
) -> None:
    town: Town = unit.town
    other = make_unit_picture(make_unit(town, number="6"))
    own = make_unit_picture(unit)

    assert client.post(path("picture_deed", unit, own.public_id, "drehen")).status_code == 404
    assert client.post(path("picture_deed", unit, other.public_id, "zeigen")).status_code == 404
    name = other.files.all()[0].name
    assert client.get(path("picture_file", unit, other.public_id, name)).status_code == 404


def test_a_card_takes_only_so_many_pictures(client: Client, unit: Unit) -> None:
    for _each in range(MOST_PICTURES):
        make_unit_picture(unit)

    answer = client.post(path("pictures", unit), {**WORDS, "photo": upload()})

    assert answer.status_code == 422
    assert "Auf eine Karte passen höchstens 8 Bilder." in text(answer)


def test_pictures_move_to_the_front_and_to_the_back_and_stop_at_the_ends(
    client: Client, unit: Unit
) -> None:
    first, second, third = (make_unit_picture(unit) for _ in range(3))

    def order() -> list[int]:
        return list(unit.pictures.values_list("picture_id", flat=True))

    page = text(client.get(path("pictures", unit)))
    assert (page.count("Nach vorn"), page.count("Nach hinten"), page.count("Titelbild")) == (
        2,
        2,
        1,
    )
    answer = client.post(path("picture_deed", unit, third.public_id, "nach-vorn"))
    assert answer["Location"].endswith("/bilder/#bild-2")
    assert order() == [first.pk, third.pk, second.pk]
    client.post(path("picture_deed", unit, first.public_id, "nach-hinten"))
    assert order() == [third.pk, first.pk, second.pk]
    client.post(path("picture_deed", unit, third.public_id, "nach-vorn"))
    client.post(path("picture_deed", unit, second.public_id, "nach-hinten"))
    assert order() == [third.pk, first.pk, second.pk]
