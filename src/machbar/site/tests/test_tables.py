"""The pages about tables: looking, taking in, taking back, giving out."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from machbar.foundation.tables.core import MOST_BYTES, read_table
from machbar.foundation.tables.models import Batch
from machbar.foundation.testing import Role, make_person, make_town
from machbar.modules.ideas.models import Idea

pytestmark = pytest.mark.django_db
GOOD = "Idee;Ort\nBänke am Markt;Markt\n=SUMME(A1);Wall\n"
KIND = reverse("tables_kind", args=["ideen"])


def lotse(client: Client) -> Client:
    client.force_login(make_person(Role.LOTSE, town=make_town(), name="Lotsin"))
    return client


def upload(client: Client, content: bytes, name: str = "ideen.csv") -> Any:
    return client.post(KIND, {"file": SimpleUploadedFile(name, content)})


def brought(client: Client, content: str = GOOD) -> str:
    answer = upload(client, content.encode("cp1252"))
    assert answer.status_code == 302
    return str(answer["Location"])


def test_a_file_is_looked_at_taken_in_and_taken_back(client: Client) -> None:
    lotse(client)
    page = brought(client)

    looked = client.get(page).content.decode()
    before = Idea.objects.count()
    taken = client.post(f"{page}uebernehmen/", {"doubles": "leave_out"}, follow=True)
    after = Idea.objects.count()
    again = client.post(f"{page}uebernehmen/", {"doubles": "leave_out"}, follow=True)
    undone = client.post(f"{page}zuruecknehmen/", follow=True)

    assert "eine CSV-Datei, getrennt durch Semikolon, Zeichen in Windows-1252" in looked
    assert "Eine Zelle sieht aus wie eine Formel." in looked
    assert (before, after, Idea.objects.count()) == (0, 2, 0)
    assert "2 Einträge sind eingelesen." in taken.content.decode()
    assert "inzwischen eingelesen" in again.content.decode()
    assert "2 Einträge sind entfernt." in undone.content.decode()
    assert "Lotsin" in undone.content.decode()


def test_the_preview_counts_the_lines_of_each_status(client: Client) -> None:
    lotse(client)
    lines = ["A;neu", "B;offen", "C;in Arbeit", "D;"]
    page = brought(client, "\n".join(["Idee;Stand", *lines]))

    looked = client.get(page).content.decode()

    assert '<dt>Status</dt><dd class="break">neu: 2, im Gespräch: 1, ohne: 1</dd>' in looked


def test_a_wrong_line_is_named_and_offers_nothing_to_take(client: Client) -> None:
    lotse(client)
    page = brought(client, "Idee;Eingegangen am\nBänke;gestern\n")

    looked = client.get(page).content.decode()

    assert "Zeile 2, Spalte „Eingegangen am“" in looked
    assert "uebernehmen" not in looked


def test_a_known_file_needs_a_second_yes(client: Client) -> None:
    lotse(client)
    client.post(f"{brought(client)}uebernehmen/", {"doubles": "leave_out"})
    page = brought(client)

    looked = client.get(page).content.decode()
    refused = client.post(f"{page}uebernehmen/", {"doubles": "take"})
    taken = client.post(f"{page}uebernehmen/", {"doubles": "take", "again": "on"})

    assert "Genau diese Datei wurde am" in looked
    assert (refused.status_code, taken.status_code, Idea.objects.count()) == (422, 302, 4)


def test_a_forgotten_file_is_gone(client: Client) -> None:
    lotse(client)
    page = brought(client)

    client.post(f"{page}verwerfen/")

    assert not Batch.objects.exists()
    assert client.get(page).status_code == 404


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Die Datei ist leer."),
        (b"%PDF \x00", "Das ist keine Tabelle."),
        (b"x" * (MOST_BYTES + 1), "Die Datei ist größer als 8 MB."),
        (b"PK\x03\x04kram", "Die Excel-Datei lässt sich nicht öffnen."),
    ],
)
def test_what_is_no_table_is_refused_at_the_door(
    content: bytes, sentence: str, client: Client
) -> None:
    answer = upload(lotse(client), content)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Batch.objects.exists()


def test_no_file_at_all_is_said(client: Client) -> None:
    answer = lotse(client).post(KIND, {})

    assert "Bitte wählen Sie eine Datei." in answer.content.decode()


def test_the_template_is_read_as_one_line_that_can_be_taken(client: Client) -> None:
    lotse(client)
    for kind in ("ideen", "projekte", "kontakte"):
        template = client.get(reverse("tables_template", args=[kind]))
        table = read_table(template.content)

        assert template["Content-Disposition"].startswith('attachment; filename="Vorlage-')
        assert (len(table.rows), table.separator) == (1, ";")
    template = client.get(reverse("tables_template", args=["ideen"]))
    assert upload(client, template.content).status_code == 302
    looked = client.get(reverse("tables_batch", args=["ideen", Batch.objects.get().public_id]))
    assert "Alles lässt sich einlesen" in looked.content.decode()


def test_ideas_go_out_for_excel_and_for_other_programs(client: Client) -> None:
    lotse(client)
    client.post(f"{brought(client)}uebernehmen/", {"doubles": "leave_out"})

    excel = client.get(reverse("table_export", args=["ideen", "excel"]))
    plain = client.get(reverse("table_export", args=["ideen", "csv"]))

    assert excel.streaming
    assert excel.getvalue().startswith("\ufeffNummer;Titel;Idee;".encode())
    written = plain.getvalue().decode()
    assert written.startswith("Nummer,Titel,Idee,")
    assert "'=SUMME(A1)" in written
    assert excel["Content-Disposition"].startswith('attachment; filename="Ideen-')
    assert client.get(reverse("table_export", args=["ideen", "pdf"])).status_code == 404
    assert client.get(reverse("table_export", args=["kram", "csv"])).status_code == 404


@pytest.mark.parametrize("count", [1, 20])
def test_the_pages_ask_as_much_for_one_as_for_twenty(
    count: int, client: Client, django_assert_num_queries: Any
) -> None:
    lotse(client)
    lines = "\n".join(f"Idee Nummer {number};Markt" for number in range(count))
    page = ""
    for _number in range(count):
        page = brought(client, f"Idee;Ort\n{lines}\n")

    with django_assert_num_queries(6):
        client.get(reverse("tables"))
    with django_assert_num_queries(8):
        client.get(page)
    client.post(f"{page}uebernehmen/", {"doubles": "leave_out"})
    with django_assert_num_queries(17):
        client.get(page)


@pytest.mark.parametrize("name", ["text.jpg", "TEXT.PDF", "liste.ods"])
def test_a_file_that_is_called_no_table_is_refused_in_one_sentence(
    client: Client, name: str
) -> None:
    lotse(client)
    file = SimpleUploadedFile(name, b"Hier;steht\nnur;Text;und noch\n" * 48)

    answer = client.post(reverse("tables_kind", args=["ideen"]), {"file": file})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("Das ist keine Tabelle. Bitte bringen Sie eine CSV- oder Excel-Datei") == 2
    assert Batch.objects.count() == 0


def test_another_town_and_another_kind_do_not_see_a_file(client: Client) -> None:
    lotse(client)
    page = brought(client)

    assert client.get(page.replace("/ideen/", "/projekte/")).status_code == 404
    assert client.get(page.replace("/ideen/", "/kram/")).status_code == 404
