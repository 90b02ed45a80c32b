"""The pages of public rooms, owners and consents, as rows of the sweep."""

from tests.journeys.sights.rows import Try, guest, team

ALWAYS = (
    guest("premises/rooms.html", "premises:rooms"),
    team("premises/owners.html", "premises:owners"),
    team("premises/new_owner.html", "premises:new_owner"),
)
FILLED = (
    guest("premises/rooms.html", "premises:rooms", query="?ab=9999"),
    guest("premises/room.html", "premises:room", "public room"),
    team("premises/owners.html", "premises:owners", query="?offen=on"),
    team("premises/owners.html", "premises:owners", query="?suche=gibtesnicht"),
    team("premises/owner.html", "premises:owner", "room owner"),
    team("premises/owner.html", "premises:owner", "mailed owner"),
    team("premises/change_owner.html", "premises:change_owner", "room owner"),
    team("premises/consents.html", "premises:consents", "public room"),
    team("premises/consents.html", "premises:consents", "hidden room"),
    team("premises/consents.html", "premises:consents", "room without owner"),
    team(
        "premises/owner_link_shown.html",
        "premises:owner",
        "owner without link",  # a new link ends the earlier one, and other rows come by theirs
        attempt=Try(route="premises:owner_link", status=200),
    ),
    guest("premises/owner_page.html", "premises:owner_page", "owner link"),
    guest(
        "premises/answer_owner.html",
        "premises:owner_request",
        "owner link",
        "request to the owner",
    ),
    guest("premises/owner_code.html", "premises:owner_page", "owner link with code"),
    guest("premises/owner_unit.html", "premises:owner_unit", "owner link", "public room"),
    guest("premises/owner_consents.html", "premises:owner_consents", "owner link", "public room"),
    guest("premises/owner_consents.html", "premises:owner_consents", "owner link", "hidden room"),
)
TRIED = (
    team(
        "premises/new_owner.html",
        "premises:new_owner",
        attempt=Try(route="premises:new_owner"),
    ),
)
TRIED_IN_THE_FILLED_TOWN = (
    guest(
        "premises/answer_owner.html",
        "premises:owner_request",
        "owner link",
        "request to the owner",
        attempt=Try(route="premises:owner_request"),
    ),
    team(
        "premises/change_owner.html",
        "premises:change_owner",
        "room owner",
        attempt=Try(route="premises:change_owner"),
    ),
    team(
        "premises/owner.html",
        "premises:owner",
        "room owner",
        attempt=Try(route="premises:owner_unit_given"),
    ),
    guest(
        "premises/owner_unit.html",
        "premises:owner_unit",
        "owner link",
        "public room",
        attempt=Try(route="premises:owner_unit", words={"floor": "99"}),
    ),
    guest(
        "premises/owner_code.html",
        "premises:owner_page",
        "owner link with code",
        attempt=Try(
            route="premises:owner_code",
            status=200,
            then=Try(route="premises:owner_code", words={"code": "000000"}),
        ),
    ),
)
