"""Every door for files is one of three guarded fields, and each of them refuses every hostile file (trust.md, F11).

What the three kinds do with a file is proven here for the fields themselves; through the whole house, with time and
memory, in `tests/test_hostile_uploads.py`; for tables in `foundation/tables/tests/test_hostile.py`.
"""

import ast
import importlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

import machbar
from machbar.foundation.media.forms import PictureField
from machbar.foundation.media.models import Picture
from machbar.foundation.media.tests.builders import photo, png_bomb
from machbar.foundation.people.models import Role
from machbar.foundation.tables.core import TableRefused, read_table
from machbar.foundation.tables.models import Batch
from machbar.foundation.testing import make_person, make_town
from machbar.modules.ideas.forms.scans import ScansField
from machbar.site.table_forms import TableField

PACKAGE = Path(machbar.__file__).parent
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PAGE = b"<!doctype html><script>alert(1)</script>"


def zipped(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


OFFICE = zipped(**{"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"})
ENTITY = zipped(
    **{"word/document.xml": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}
)
HOSTILE = {
    "nothing": ("leer.jpg", b""),
    "one byte": ("eins.jpg", b"\xff"),
    "a truncated JPEG": ("halb.jpg", photo(64, 64)[:-200]),
    "a truncated PDF": ("halb.pdf", b"%PDF-1.7\n1 0 obj"),
    "a page called a picture": ("bild.jpg", PAGE),
    "a picture and a page": ("bild.jpg", photo(64, 64) + PAGE),
    "a picture and an archive": ("bild.jpg", photo(64, 64) + zipped(a=b"x")),
    "a drawing with a script": ("zeichnung.svg", SVG),
    "a drawing called a table": ("tabelle.csv", SVG),
    "30,000 x 30,000 pixels": ("gross.png", png_bomb()),
    "an archive that unpacks to 40 MB": ("bombe.zip", zipped(a=bytes(40_000_000))),
    "an office file": ("brief.odt", OFFICE),
    "an office file of 10,000 parts": (
        "brief.docx",
        zipped(**{f"p{n}": b"" for n in range(10_000)}),
    ),
    "an office file with an entity": ("brief.docx", ENTITY),
    "a program": ("start.csv.exe", b"MZ" + bytes(200)),
}
# A name as a browser may send it; what it becomes never leads anywhere and never drives a line.
NAMES = (
    "../../../etc/passwd.csv",
    "..\\..\\windows\\system.csv",
    "rechnung\u202evsc.exe.csv",
    "a" * 300 + ".csv",
    "null\x00byte.csv",
    "zeile\r\nSet-Cookie: a=b.csv",
)


def _forms() -> Iterator[type[forms.BaseForm]]:
    """Every form class of the product."""
    for file in PACKAGE.rglob("*.py"):
        name = ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts)
        if ".tests." not in name and ("form" in name or ".wizard" in name):
            importlib.import_module(name.removesuffix(".__init__"))
    waiting = list(forms.BaseForm.__subclasses__())
    while waiting:
        each = waiting.pop()
        waiting += each.__subclasses__()
        if each.__module__.startswith("machbar.") and ".tests" not in each.__module__:
            yield each


def _doors() -> dict[str, type[forms.Field]]:
    """Each field of the product that takes a file, by form and name."""
    return {
        f"{form.__module__.removeprefix('machbar.')}.{form.__name__}.{name}": type(field)
        for form in _forms()
        for name, field in getattr(form, "base_fields", {}).items()
        if field.widget.needs_multipart_form or isinstance(field, forms.FileField)
    }


def test_every_door_for_files_is_one_of_the_three_guarded_kinds() -> None:
    doors = _doors()

    assert set(doors.values()) == {PictureField, ScansField, TableField}
    assert {name.rpartition(".forms.")[2] for name in doors} >= {
        "ideas.IdeaForm.photo",
        "ideas.CounterForm.photo",
        "scans.ScansForm.pages",
    }
    assert len(doors) >= 7


def test_files_of_a_request_go_into_a_form_and_nowhere_else() -> None:
    """`request.FILES` is an argument of a form, or asked whether there is anything in it."""
    elsewhere = []
    for file in PACKAGE.rglob("*.py"):
        source = file.read_text(encoding="utf-8")
        if "tests" in file.parts or ".FILES" not in source:
            continue
        tree = ast.parse(source)
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        to_forms = {
            id(inner)
            for call in calls
            if "form" in ast.unparse(call.func).lower()
            for argument in [*call.args, *(word.value for word in call.keywords)]
            for inner in ast.walk(argument)
        }
        asked = {
            id(node.operand)
            for node in ast.walk(tree)
            if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
        }
        elsewhere += [
            f"{file.relative_to(PACKAGE)}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and node.attr == "FILES"
            if id(node) not in to_forms | asked
        ]
    assert elsewhere == []


@pytest.mark.parametrize("name", HOSTILE)
def test_the_field_for_a_picture_refuses_it(name: str) -> None:
    called, content = HOSTILE[name]

    with pytest.raises(forms.ValidationError) as caught:
        PictureField().clean(SimpleUploadedFile(called, content, "image/jpeg"))

    assert caught.value.messages


@pytest.mark.parametrize("name", HOSTILE)
def test_the_field_for_scans_names_it_and_keeps_the_good_page(name: str) -> None:
    called, content = HOSTILE[name]
    good = SimpleUploadedFile("gut.jpg", photo(64, 64), "image/jpeg")

    taken, refused = ScansField().clean([SimpleUploadedFile(called, content), good])

    assert len(taken) == 1
    assert len(refused) == 1
    assert refused[0].startswith(f"{called}: ")


@pytest.mark.parametrize("name", HOSTILE)
def test_the_field_for_a_table_or_the_reader_behind_it_refuses_it(name: str) -> None:
    called, content = HOSTILE[name]

    with pytest.raises((forms.ValidationError, TableRefused)):
        found = TableField().clean(SimpleUploadedFile(called, content, "text/csv"))
        assert found is not None
        table = read_table(found[0], ["Idee"])
        # A drawing in a .csv is a text of one line: a heading without a row.
        assert table.rows == ()


@pytest.mark.django_db
@pytest.mark.parametrize("called", NAMES)
def test_a_name_leads_nowhere_and_is_kept_as_a_word(called: str) -> None:
    town = make_town()
    browser = Client()
    browser.force_login(make_person(Role.LOTSE, town=town))
    body = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="'
        + called.replace("\r\n", "%0D%0A").encode()
        + b'"\r\nContent-Type: text/csv\r\n\r\nIdee\nEin Brunnen am Markt\r\n--x--\r\n'
    )

    answer = browser.generic(
        "POST", reverse("tables_kind", args=["ideen"]), body, "multipart/form-data; boundary=x"
    )

    assert answer.status_code == 302
    kept = Batch.objects.get().file_name
    assert not set("/\\\x00\r\n\u202e") & set(kept)
    assert 0 < len(kept) <= 200
    assert browser.get(answer["Location"]).status_code == 200
    assert Picture.objects.count() == 0


def test_a_list_of_files_is_read_as_a_list() -> None:
    """Otherwise the proof for scans would look at nothing."""
    files = MultiValueDict({"pages": [SimpleUploadedFile("a.jpg", photo(64, 64))] * 2})

    assert len(ScansField().widget.value_from_datadict({}, files, "pages")) == 2
