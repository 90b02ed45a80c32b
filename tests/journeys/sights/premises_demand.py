"""The pages of searches, as rows of the sweep."""

from tests.journeys.sights.rows import Try, guest, team

SEEK = "premises/seek.html"
ALWAYS = (
    guest(SEEK, "premises:seek"),
    guest("premises/demands.html", "premises:demands"),
    team("premises/demands_work.html", "premises:demands_work"),
    team("premises/demand_form.html", "premises:new_demand"),
    team("premises/proposal.html", "premises:proposal"),
)
FILLED = (
    guest("premises/demand.html", "premises:demand", "public search"),
    *(
        guest("premises/demand_receipt.html", "premises:demand_receipt", name)
        for name in (
            "search link",
            "refused search link",
            "settled search link",
            "expired search link",
        )
    ),
    guest("premises/demand_change_own.html", "premises:demand_change_own", "search link"),
    *(
        team("premises/demand_work.html", "premises:demand_work", name)
        for name in ("search", "search for a partner", "refused search", "settled search")
    ),
    team("premises/demand_form.html", "premises:change_demand", "search"),
)
TRIED = (
    guest(SEEK, "premises:seek", attempt=Try(route="premises:seek")),
    team(
        "premises/demand_form.html", "premises:new_demand", attempt=Try(route="premises:new_demand")
    ),
)
TRIED_IN_THE_FILLED_TOWN = (
    guest(
        "premises/demand_change_own.html",
        "premises:demand_change_own",
        "search link",
        attempt=Try(route="premises:demand_change_own"),
    ),
    team(
        "premises/demand_form.html",
        "premises:change_demand",
        "search",
        attempt=Try(route="premises:change_demand"),
    ),
)
