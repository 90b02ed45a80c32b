"""The team's pages of the register, as rows of the sweep."""

from tests.journeys.sights.rows import Try, team

ALWAYS = (
    team("premises/units.html", "premises:units"),
    team("premises/new_unit.html", "premises:new_unit"),
    team("premises/houses.html", "premises:houses"),
)
FILLED = (
    team("premises/units.html", "premises:units", query="?stand=interim&art=garden"),
    team("premises/unit.html", "premises:unit", "unit"),
    team("premises/unit.html", "premises:unit", "bare unit"),
    team("premises/change_unit.html", "premises:change_unit", "unit"),
    team("premises/unit_history.html", "premises:unit_history", "unit"),
    team("premises/herbarium.html", "premises:herbarium", "unit"),
    team("premises/herbarium.html", "premises:herbarium", "bare unit"),
    team("premises/pictures.html", "premises:pictures", "unit"),
    team("premises/pictures.html", "premises:pictures", "bare unit"),
    team("premises/house.html", "premises:house", "house"),
)
TRIED = (
    team("premises/new_unit.html", "premises:new_unit", attempt=Try(route="premises:new_unit")),
    team(
        "premises/houses.html",
        "premises:houses",
        attempt=Try(route="premises:houses", words={"text": "Markt 2 Hof\nMarkt 9 bis 3"}),
    ),
)
TRIED_IN_THE_FILLED_TOWN = (
    team(
        "premises/unit.html",
        "premises:unit",
        "unit",
        attempt=Try(route="premises:unit_state", words={"state": "interim"}),
    ),
    team(
        "premises/change_unit.html",
        "premises:change_unit",
        "unit",
        attempt=Try(route="premises:change_unit", words={"kind": "", "house_number": "x"}),
    ),
    team(
        "premises/herbarium.html",
        "premises:herbarium",
        "unit",
        attempt=Try(route="premises:herbarium"),
    ),
    team(
        "premises/pictures.html",
        "premises:pictures",
        "unit",
        attempt=Try(route="premises:pictures"),
    ),
    team(
        "premises/pictures.html",
        "premises:pictures",
        "unit",
        attempt=Try(route="premises:picture_words"),
    ),
    team(
        "premises/house.html",
        "premises:house",
        "house",
        attempt=Try(route="premises:house"),
    ),
)
