"""The logo of the town: on every page, one at a time, and only a picture."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from machbar.foundation.media.models import Logo, Picture
from machbar.foundation.media.tests.builders import photo
from machbar.foundation.people.models import Role
from machbar.foundation.towns.models import Town
from machbar.site.wizard.tests.sending import signed_in

pytestmark = pytest.mark.django_db


def test_the_logo_stands_on_every_page_until_it_is_taken_down(town: Town) -> None:
    admin = signed_in(town, Role.ADMIN)
    logo = SimpleUploadedFile("logo.jpg", photo(600, 300), content_type="image/jpeg")

    taken = admin.post(reverse("wizard_logo"), {"logo": logo})
    town.refresh_from_db()
    address = reverse("town_logo", args=[town.logo])
    shown, stranger = admin.get(reverse("home")).content.decode(), Client().get(address)
    removed = admin.post(reverse("wizard_logo"), {"remove": "1"})

    assert (taken.status_code, stranger.status_code, removed.status_code) == (302, 200, 302)
    assert town.logo.startswith("480-")
    assert f'<img src="{address}" alt="">' in shown
    assert Client().get(address).status_code == 404
    assert not Logo.objects.exists()
    assert not Picture.objects.exists()


def test_a_second_logo_takes_the_place_of_the_first_and_the_same_one_changes_nothing(
    town: Town,
) -> None:
    admin = signed_in(town, Role.ADMIN)
    pictures = [photo(600, 300), photo(300, 300), photo(300, 300)]

    for content in pictures:
        logo = SimpleUploadedFile("logo.jpg", content, content_type="image/jpeg")
        admin.post(reverse("wizard_logo"), {"logo": logo})

    town.refresh_from_db()
    assert Picture.objects.count() == 1
    assert town.logo.startswith("300-")


def test_what_is_no_picture_is_no_logo(town: Town) -> None:
    logo = SimpleUploadedFile("logo.jpg", b"<svg/>", content_type="image/jpeg")

    answer = signed_in(town, Role.ADMIN).post(reverse("wizard_logo"), {"logo": logo})

    assert answer.status_code == 422
    page = answer.content.decode()
    sentence = "Das Logo muss ein JPEG, PNG oder WebP sein. Diese Datei ist keines davon."
    assert (page.count(sentence), page.count("Das Foto")) == (1, 0)
