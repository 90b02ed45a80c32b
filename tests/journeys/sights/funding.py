"""The pages of funding, as rows of the sweep."""

from tests.journeys.sights.rows import Try, guest, team

ALWAYS = (
    guest("funding/index.html", "funding:index"),
    team("funding/overview.html", "funding:overview"),
)
FILLED = (
    guest("funding/index.html", "funding:index", query="?suche=gibtesnicht"),
    guest("funding/index.html", "funding:index", query="?seite=3&geschlossen=on"),
    guest("funding/programme.html", "funding:programme", "programme active"),
    guest("funding/programme.html", "funding:programme", "programme ended"),
    team("funding/programme_mediation.html", "funding:programme_mediation", "programme active"),
    team("funding/programme_mediation.html", "funding:programme_mediation", "programme ended"),
    team("funding/plan.html", "funding:plan", "project 0"),
    team("funding/plan.html", "funding:plan", "project 1"),
    team("funding/plan.html", "funding:plan", "project 2"),
    team("funding/plan.html", "funding:plan", "short of money"),
    team("funding/plan.html", "funding:plan", "bare"),
    team("funding/suggestions.html", "funding:suggestions", "project 0"),
    team("funding/suggestions.html", "funding:suggestions", "short of money"),
    guest("funding/index.html", "funding:index", query="?thema=haus-ort"),
)
TRIED_IN_THE_FILLED_TOWN = (
    team(
        "funding/plan.html",
        "funding:plan",
        "project 0",
        attempt=Try(
            route="funding:costs", words={"kosten-0-label": "Farbe", "kosten-0-amount": "viel"}
        ),
    ),
    team(
        "funding/plan.html",
        "funding:plan",
        "project 0",
        attempt=Try(route="funding:own_money", words={"own_cash": "viel"}),
    ),
    team(
        "funding/plan.html",
        "funding:plan",
        "project 0",
        attempt=Try(route="funding:numbers", words={"rate": "viel", "effort": "viel"}),
    ),
)
