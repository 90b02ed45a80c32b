"""The pages of mediations, as rows of the sweep: the team's, and those of both sides behind their links."""

from tests.journeys.sights.rows import Try, guest, team

PATHS = ("suggested path", "agreed path", "visited path", "declined path", "running path")
ALWAYS = (team("premises/mediations.html", "premises:mediations"),)
FILLED = (
    team("premises/mediations.html", "premises:mediations"),
    *(team("premises/mediation.html", "premises:mediation", path) for path in PATHS),
    team("premises/terms.html", "premises:terms", "agreed path"),
    team("premises/terms.html", "premises:terms", "visited path"),
    team("premises/suggestion.html", "premises:suggestion", "free search", "asked room"),
    team("premises/unit_mediation.html", "premises:unit_mediation", "asked room"),
    guest("premises/answer_owner.html", "premises:mediation_owner", "owner's link"),
    guest("premises/answer_owner.html", "premises:mediation_owner", "owner's link of a visit"),
    guest("premises/answer_seeker.html", "premises:mediation_seeker", "seeker's link"),
)
TRIED_IN_THE_FILLED_TOWN = (
    team(  # an extension past the day that the owner has promised
        "premises/mediation.html",
        "premises:mediation",
        "promised path",
        attempt=Try(route="premises:mediation_deed", words={"ends_on": "2099-01-31"}),
    ),
    team(
        "premises/mediation.html",
        "premises:mediation",
        "visited path",
        attempt=Try(route="premises:mediation_deed"),
    ),
    team(
        "premises/terms.html",
        "premises:terms",
        "visited path",
        attempt=Try(route="premises:terms", words={"ends_on": "bald"}),
    ),
    team(
        "premises/suggestion.html",
        "premises:suggestion",
        "free search",
        "asked room",
        attempt=Try(route="premises:suggestion"),
    ),
    guest(
        "premises/answer_owner.html",
        "premises:mediation_owner",
        "owner's link",
        attempt=Try(route="premises:mediation_owner"),
    ),
    team(
        "premises/request_call.html",
        "ideas:calls",
        attempt=Try(route="premises:request_called", words={"again_on": "2020-01-01"}),
    ),
)
