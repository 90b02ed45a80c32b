"""The draft of an agreement as ODT and PDF: parties only where both have agreed, never more than a draft."""

import io
import zipfile
from dataclasses import replace

import pytest
from django.test import Client

from machbar.foundation.documents.odt import write_odt
from machbar.foundation.documents.paper import Facts, Paragraph
from machbar.foundation.documents.pdf import write_pdf
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.premises.models import Mediation
from machbar.modules.premises.papers.agreement import LINE, SHORT_LINE, agreement_paper
from machbar.modules.premises.services.agreements import Terms, draft_agreement
from machbar.modules.premises.tests.builders.mediation import (
    MORNING,
    TODAY,
    house_of,
    make_contact,
    make_owner,
    make_terms,
    make_unit,
)
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db


def drafted(town: Town, terms: Terms | None = None, *, owner: bool = True) -> Mediation:
    unit = make_unit(
        town,
        owner=make_owner(town, postal_address="Markt 1\n38154 Königslutter") if owner else None,
    )
    mediation = make_contact(town, unit=unit)
    draft_agreement(
        mediation=mediation,
        by=house_of(town),
        at=MORNING,
        terms=terms or make_terms(),
        seen_version=mediation.version,
    )
    return Mediation.objects.get(pk=mediation.pk)


def text_of(mediation: Mediation) -> str:
    paper = agreement_paper(mediation, on=TODAY, is_demo=True)
    with zipfile.ZipFile(io.BytesIO(write_odt(paper))) as archive:
        return archive.read("content.xml").decode()


def test_the_draft_names_terms_and_parties_and_says_what_it_is() -> None:
    text = text_of(
        drafted(
            make_town(),
            make_terms(
                running_cents=5_000,
                most_persons=12,
                insurance="Haftpflicht des Vereins",
                special_terms="Der Hof wird mitgenutzt.",
            ),
        )
    )

    for words in (
        "Zwischennutzungs-Vereinbarung",
        "Entwurf, keine Rechtsberatung",
        "Eigentümer O1",
        "38154 Königslutter",
        "Sprecherin der Werkstatt",
        "26. November 2026",
        "31. Dezember 2026",
        "200,00",
        "250,00",
        "400,00",
        "12 Personen",
        "Haftpflicht des Vereins",
        "Der Hof wird mitgenutzt.",
        "Stromzähler",
    ):
        assert words in text, words


def test_parties_stay_empty_where_one_side_has_not_agreed() -> None:
    mediation = drafted(make_town())
    mediation.seeker_agreed_at = None

    paper = agreement_paper(mediation, on=TODAY, is_demo=True)
    parties = next(block for block in paper.blocks if isinstance(block, Facts))

    assert [row.text for row in parties.rows] == [f"{LINE}\n{LINE}"] * 2


def test_without_an_end_it_is_no_interim_use() -> None:
    mediation = drafted(make_town(), make_terms(ends_on=None))

    paper = agreement_paper(mediation, on=TODAY, is_demo=False)

    assert (paper.title, paper.fictional_note) == ("Nutzungs-Vereinbarung", "")
    said = [block.text for block in paper.blocks if isinstance(block, Paragraph)]
    assert "Die Nutzung beginnt am 26. November 2026 und hat kein festes Ende." in said


def test_an_unknown_owner_is_a_line_to_write_on() -> None:
    paper = agreement_paper(drafted(make_town(), owner=False), on=TODAY, is_demo=False)
    parties = next(block for block in paper.blocks if isinstance(block, Facts))

    assert parties.rows[0].text == f"{LINE}\n{LINE}"


def test_what_nobody_knows_is_a_line_and_nought_is_none() -> None:
    unknown = make_terms(rent_cents=None, running_cents=None, deposit_cents=None)
    free = make_terms(rent_cents=0, running_cents=0, deposit_cents=0)

    lines, nones = (
        [
            row.text
            for row in [
                block
                for block in agreement_paper(
                    drafted(make_town(key=key, host=f"{key}.example.org"), terms),
                    on=TODAY,
                    is_demo=False,
                ).blocks
                if isinstance(block, Facts)
            ][2].rows[:4]
        ]
        for key, terms in (("unknown", unknown), ("free", free))
    )

    assert (lines, nones) == ([SHORT_LINE] * 4, ["keine"] * 4)


def test_the_title_of_a_search_is_no_party_to_a_contract() -> None:
    mediation = drafted(make_town())
    mediation.demand.name = ""

    paper = agreement_paper(mediation, on=TODAY, is_demo=False)
    parties = next(block for block in paper.blocks if isinstance(block, Facts))

    assert parties.rows[1].text == f"{LINE}\n{LINE}"


def test_the_demo_says_that_it_is_invented_and_the_pdf_loses_no_character() -> None:
    mediation = drafted(make_town(is_demo=True))
    mediation.is_fictional = True
    paper = agreement_paper(mediation, on=TODAY, is_demo=True)

    printed = write_pdf(paper)

    assert paper.fictional_note == "Alles darin ist erfunden."
    assert printed.lost == ()
    assert printed.content.startswith(b"%PDF")
    assert write_pdf(replace(paper)).content == printed.content


@pytest.mark.parametrize(("ending", "status"), [("odt", 200), ("pdf", 200), ("doc", 404)])
def test_the_guide_downloads_the_draft(client: Client, ending: str, status: int) -> None:
    town = make_town()
    mediation = drafted(town)
    client.force_login(make_person(Role.LOTSE, town=town), backend=BACKEND)

    answer = client.get(
        f"/werkstatt/raeume/vermittlung/{mediation.public_id}/vereinbarung.{ending}"
    )

    assert answer.status_code == status


def test_without_terms_there_is_no_draft(client: Client) -> None:
    town = make_town()
    mediation = make_contact(town)
    client.force_login(make_person(Role.LOTSE, town=town), backend=BACKEND)

    answer = client.get(f"/werkstatt/raeume/vermittlung/{mediation.public_id}/vereinbarung.pdf")

    assert answer.status_code == 404
