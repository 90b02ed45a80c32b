"""The pages of ideas, as rows of the sweep."""

from tests.journeys.sights.rows import Eyes, Sight, Try, guest, team

ALWAYS = (
    guest("ideas/wall.html", "ideas:wall"),
    guest("ideas/hand_in.html", "ideas:hand_in"),
    guest("machbar/oops.html", "ideas:receipt", "A" * 22, status=404),
    Sight(template="ideas/counter.html", route="ideas:counter", eyes=Eyes.DEVICE),
    team("ideas/talks.html", "ideas:talks"),
    team("ideas/counter.html", "ideas:counter"),
    guest("ideas/bundles.html", "ideas:bundles"),
    team("ideas/work_bundles.html", "ideas:work_bundles"),
)
FILLED = (
    guest("ideas/wall.html", "ideas:wall", query="?suche=Bank&stand=new"),
    guest("ideas/wall.html", "ideas:wall", query="?suche=gibtesnicht"),
    guest("ideas/idea.html", "ideas:idea", "in_talk"),
    guest("ideas/idea.html", "ideas:idea", "not_feasible"),
    guest("ideas/idea.html", "ideas:idea", "becoming"),
    guest("ideas/receipt.html", "ideas:receipt", "waiting link"),
    guest("ideas/receipt.html", "ideas:receipt", "in_talk link"),
    guest("ideas/receipt.html", "ideas:receipt", "becoming link"),
    guest("ideas/receipt.html", "ideas:receipt", "withdrawn link"),
    team("ideas/talk.html", "ideas:talk", "waiting"),
    team("ideas/talk.html", "ideas:talk", "parked"),
    team("ideas/talk.html", "ideas:talk", "becoming"),
    team("ideas/talk.html", "ideas:talk", "withdrawn"),
    team("ideas/talk.html", "ideas:talk", "joined"),
    team("ideas/talk.html", "ideas:talk", "leading"),
    guest("ideas/idea.html", "ideas:idea", "joined"),
    guest("ideas/idea.html", "ideas:idea", "leading"),
    guest("ideas/receipt.html", "ideas:receipt", "joined link"),
    guest("ideas/receipt.html", "ideas:receipt", "leading link"),
    team("ideas/kin.html", "ideas:kin", "waiting"),
    team("ideas/kin.html", "ideas:kin", "joined"),
    team("ideas/kin.html", "ideas:kin", "waiting", query="?suche=Werkstatt"),
    team("ideas/kin.html", "ideas:kin", "waiting", query="?suche=gibtesnicht"),
    team("ideas/join.html", "ideas:join", "waiting"),
    team("ideas/join.html", "ideas:join", "waiting", query="?mit=K-2026-0001"),
    team("ideas/apart.html", "ideas:apart", "joined"),
    team("ideas/leave_project.html", "ideas:leave_known_project", "becoming", "short of money"),
    guest("ideas/bundle.html", "ideas:bundle", "bundle"),
    team("ideas/work_bundle.html", "ideas:work_bundle", "bundle"),
    team("ideas/work_bundle.html", "ideas:work_bundle", "empty bundle"),
)
TRIED = (
    guest("ideas/hand_in.html", "ideas:hand_in", attempt=Try(route="ideas:hand_in")),
    Sight(
        template="ideas/counter.html",
        route="ideas:counter",
        eyes=Eyes.DEVICE,
        attempt=Try(route="ideas:counter"),
    ),
    Sight(
        template="ideas/counter.html",
        route="ideas:counter",
        eyes=Eyes.DEVICE,
        attempt=Try(
            route="ideas:counter",
            words={"text": "Ein Fest", "channel": "counter", "initials": "MB"},
            status=200,
        ),
    ),
)
TRIED_IN_THE_FILLED_TOWN = (
    guest("ideas/receipt.html", "ideas:receipt", "waiting link", attempt=Try(route="ideas:add")),
    team("ideas/talk.html", "ideas:talk", "waiting", attempt=Try(route="ideas:answer")),
    team("ideas/talk.html", "ideas:talk", "waiting", attempt=Try(route="ideas:become_project")),
    team("ideas/kin.html", "ideas:kin", "waiting", attempt=Try(route="ideas:bundle_up")),
    team("ideas/join.html", "ideas:join", "waiting", attempt=Try(route="ideas:join")),
    team("ideas/apart.html", "ideas:apart", "joined", attempt=Try(route="ideas:apart")),
    team(
        "ideas/leave_project.html",
        "ideas:leave_known_project",
        "becoming",
        "short of money",
        attempt=Try(route="ideas:leave_known_project"),
    ),
    team(
        "ideas/work_bundle.html",
        "ideas:work_bundle",
        "bundle",
        attempt=Try(route="ideas:edit_bundle"),
    ),
    team(
        "ideas/work_bundle.html",
        "ideas:work_bundle",
        "bundle",
        attempt=Try(route="ideas:fill_bundle"),
    ),
    team(
        "ideas/work_bundle.html",
        "ideas:work_bundle",
        "bundle",
        attempt=Try(route="ideas:bundle_project"),
    ),
)
REFUSED = (guest("machbar/oops.html", "ideas:idea", "gibt-es-nicht", status=404),)
