"""The list of parts of a release: every pin is in it, every licence is known and allowed, and it is CycloneDX."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tools import sbom

ROOT = Path(__file__).resolve().parents[1]
AT = datetime(2026, 11, 27, 8, tzinfo=UTC)
PARTS = [*sbom.python_parts(sbom.pins()), *sbom.front_parts()]


def test_every_pin_and_every_front_end_package_is_in_it_once() -> None:
    pinned = {
        line.split("==")[0]
        for line in (ROOT / "requirements.txt").read_text().splitlines()
        if "==" in line
    }
    front = set(json.loads((ROOT / "package.json").read_text())["dependencies"])

    assert sorted(part.name for part in PARTS) == sorted(pinned | front)


def test_every_licence_goes_together_with_ours() -> None:
    assert [(part.name, part.licence) for part in PARTS if not sbom.is_allowed(part.licence)] == []


@pytest.mark.parametrize(
    ("expression", "is_allowed"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("AGPL-3.0-or-later", False),
        ("Apache-2.0 OR GPL-2.0-or-later", True),
        ("MIT AND GPL-2.0-only", False),
        ("MIT AND (GPL-2.0-only OR BSD-3-Clause)", True),
        ("(MIT", False),
        ("MIT AND", False),
        ("", False),
        ("Proprietary", False),
    ],
)
def test_a_licence_is_allowed_if_one_of_its_ways_is(expression: str, is_allowed: bool) -> None:
    assert sbom.is_allowed(expression) is is_allowed


def test_what_we_state_for_others_is_needed_and_no_more() -> None:
    assert set(sbom.STATED) <= set(sbom.pins())
    assert [name for name in sbom.STATED if sbom.says_it_in_spdx(name)] == []


def test_it_is_cyclonedx_and_names_no_registry() -> None:
    found = sbom.document(PARTS, at=AT)

    assert (found["bomFormat"], found["specVersion"], found["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(
        r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", str(found["serialNumber"])
    )
    about, components, dependencies = found["metadata"], found["components"], found["dependencies"]
    assert isinstance(about, dict)
    assert isinstance(components, list)
    assert isinstance(dependencies, list)
    assert about["timestamp"] == "2026-11-27T08:00:00Z"
    assert about["component"]["licenses"] == [{"license": {"id": "EUPL-1.2"}}]
    refs = [about["component"]["bom-ref"], *(each["bom-ref"] for each in components)]
    assert len(refs) == len(set(refs))
    for each in components:
        assert each["type"] == "library"
        assert re.fullmatch(rf"pkg:(pypi|npm)/[^@]+@{re.escape(each['version'])}", each["purl"])
        [licence] = each["licenses"]
        assert licence.keys() in ({"license"}, {"expression"})
        for value in each.get("hashes", ()):
            assert value["alg"] == "SHA-512"
            assert re.fullmatch("[0-9a-f]{128}", value["content"])
    assert [each["ref"] for each in dependencies] == refs
    assert {at for each in dependencies for at in each["dependsOn"]} <= set(refs)
    assert "pkg:pypi/asgiref@" in str(dependencies)
    assert "://" not in json.dumps(found)


def test_the_same_pins_give_the_same_list() -> None:
    assert sbom.document(PARTS, at=AT) == sbom.document(list(PARTS), at=AT)
