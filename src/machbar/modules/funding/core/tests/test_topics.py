import json

import pytest

from machbar.modules.funding.catalogue import CATALOGUE
from machbar.modules.funding.core import THEMES_OF_TAG, themes_of
from machbar.reasoning.german import themes
from tests.shared import SHARED


def test_tags_point_to_themes_that_exist() -> None:
    known = {theme.id for theme in themes()}

    assert {name for names in THEMES_OF_TAG.values() for name in names} <= known


def test_every_tag_of_our_catalogue_is_known() -> None:
    lines = CATALOGUE.read_text(encoding="utf-8").splitlines()
    used = {tag for line in lines for tag in json.loads(line)["themes"]}

    assert sorted(used - set(THEMES_OF_TAG)) == []


@pytest.mark.shared
def test_every_family_of_the_leaner_schema_is_known() -> None:
    text = (SHARED / "funding" / "matching_dev_programmes.json").read_text(encoding="utf-8")
    used = {programme["family"] for programme in json.loads(text)["programmes"]}

    assert sorted(used - set(THEMES_OF_TAG)) == []


def test_themes_of_several_tags_come_once_and_unknown_tags_say_nothing() -> None:
    assert themes_of(("dorf", "regionalentwicklung", "sonstwas")) == ("dorfentwicklung", "regional")
