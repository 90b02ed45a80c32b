"""Bringing a catalogue into a town."""

import json
from pathlib import Path

import pytest

from machbar.foundation.audit.models import AuditEntry
from machbar.modules.funding.core.tests.samples import RECORD
from machbar.modules.funding.models import Programme
from machbar.modules.funding.services import ImportReport, import_catalogue, read_catalogue
from machbar.modules.funding.services.catalogue import SHIPPED
from machbar.modules.funding.tests.builders import AT, catalogue_file, make_town, team_of
from machbar.reasoning.reading import InputError, Problem

pytestmark = pytest.mark.django_db


def test_the_shipped_catalogue_comes_in_whole_and_a_second_time_changes_nothing() -> None:
    town = make_town()
    checked = read_catalogue(SHIPPED)

    first = import_catalogue(by=team_of(town), at=AT, checked=checked)
    second = import_catalogue(by=team_of(town), at=AT, checked=checked)

    assert first == ImportReport(added=86, changed=0, unchanged=0, not_in_file=0)
    assert second == ImportReport(added=0, changed=0, unchanged=86, not_in_file=0)
    assert AuditEntry.objects.filter(event="programmes.imported").count() == 1


def test_every_record_has_a_source_and_a_date() -> None:
    for _record, entry in read_catalogue(SHIPPED):
        assert entry.source_url.startswith("http"), entry.key
        assert entry.as_of_day.year >= 2018, entry.key


def test_a_changed_record_keeps_its_address(tmp_path: Path) -> None:
    town, by = make_town(), team_of(make_town("anderswo"))
    before = read_catalogue(catalogue_file(tmp_path, json.dumps(RECORD)))
    import_catalogue(by=team_of(town), at=AT, checked=before)
    import_catalogue(by=by, at=AT, checked=before)
    address = Programme.objects.get(town=town).public_id
    after = read_catalogue(catalogue_file(tmp_path, json.dumps({**RECORD, "name": "Neuer Name"})))

    report = import_catalogue(by=team_of(town), at=AT, checked=after)

    assert report == ImportReport(added=0, changed=1, unchanged=0, not_in_file=0)
    programme = Programme.objects.get(town=town)
    assert (programme.public_id, programme.name) == (address, "Neuer Name")
    assert Programme.objects.get(town=by.town).name == "Probeprogramm"


def test_programmes_that_a_file_does_not_name_stay(tmp_path: Path) -> None:
    town = make_town()
    reports = []
    for key in ("a", "b"):
        checked = read_catalogue(catalogue_file(tmp_path, json.dumps({**RECORD, "id": key})))
        reports.append(import_catalogue(by=team_of(town), at=AT, checked=checked))

    assert [report.not_in_file for report in reports] == [0, 1]
    assert Programme.objects.filter(town=town).count() == 2


def test_one_wrong_line_and_nothing_comes_in(tmp_path: Path) -> None:
    wrong = {**RECORD, "id": "b", "level": "DORF"}
    path = catalogue_file(tmp_path, json.dumps(RECORD), json.dumps(wrong))

    with pytest.raises(InputError) as refused:
        read_catalogue(path)

    assert (refused.value.problem, refused.value.where.line, refused.value.field) == (
        Problem.UNKNOWN_VALUE,
        2,
        "level",
    )
    assert not Programme.objects.exists()


def test_the_same_id_twice_is_a_mistake(tmp_path: Path) -> None:
    path = catalogue_file(tmp_path, json.dumps(RECORD), json.dumps(RECORD))

    with pytest.raises(InputError) as refused:
        read_catalogue(path)

    assert (refused.value.problem, refused.value.where.line) == (Problem.DUPLICATE_ID, 2)
