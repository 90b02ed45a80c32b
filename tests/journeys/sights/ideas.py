"""The pages of ideas, as rows of the sweep."""

from tests.journeys.sights.rows import Eyes, Sight, Try, guest, team

ALWAYS = (
    guest("ideas/wall.html", "ideas:wall"),
    guest("ideas/hand_in.html", "ideas:hand_in"),
    guest("machbar/oops.html", "ideas:receipt", "A" * 22, status=404),
    Sight(template="ideas/counter.html", route="ideas:counter", eyes=Eyes.DEVICE),
    team("ideas/talks.html", "ideas:talks"),
    team("surfaces/queue.html", "queue"),
    team("ideas/calls.html", "ideas:calls"),
    team("ideas/post.html", "ideas:post"),
    team("ideas/templates.html", "ideas:templates"),
    team("ideas/counter.html", "ideas:counter"),
    Sight(template="ideas/postcards.html", route="ideas:postcards", eyes=Eyes.DEVICE),
    Sight(template="ideas/scans.html", route="ideas:scans", eyes=Eyes.DEVICE),
    team("ideas/postcards.html", "ideas:postcards"),
    team("ideas/scans.html", "ideas:scans"),
    team("ideas/lists.html", "ideas:lists"),
    guest("ideas/paper.html", "ideas:paper"),
)
FILLED = (
    guest("ideas/wall.html", "ideas:wall", query="?suche=Bank&stand=new"),
    guest("ideas/wall.html", "ideas:wall", query="?suche=gibtesnicht"),
    guest("ideas/wall.html", "ideas:wall", query="?thema=kultur-und-feste"),
    guest("ideas/offer.html", "ideas:offer", "in_talk"),
    guest("ideas/own_offer.html", "ideas:own_offer", "offer link"),
    team("ideas/scan.html", "ideas:scan", "waiting page"),
    Sight(
        template="ideas/scan.html", route="ideas:scan", things=("waiting page",), eyes=Eyes.DEVICE
    ),
    team("ideas/talk.html", "ideas:talk", "in_talk"),
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
    Sight(
        template="ideas/counter_receipt.html",
        route="ideas:counter",
        eyes=Eyes.DEVICE,
        attempt=Try(
            route="ideas:counter",
            words={"text": "Ein Fest", "channel": "counter", "then": "print"},
            status=200,
        ),
    ),
    team("ideas/postcards.html", "ideas:postcards", attempt=Try(route="ideas:postcards")),
    team(
        "ideas/postcards.html",
        "ideas:postcards",
        attempt=Try(route="ideas:postcards", words={"karte-2-contact": "nachbarin@"}),
    ),
    team(
        "ideas/postcards.html",
        "ideas:postcards",
        attempt=Try(route="ideas:postcards", words={"karte-2-text": "Ein Fest"}, status=200),
    ),
    team("ideas/scans.html", "ideas:scans", attempt=Try(route="ideas:scans")),
    team("ideas/lists.html", "ideas:lists", attempt=Try(route="ideas:new_term")),
    team("ideas/lists.html", "ideas:lists", attempt=Try(route="ideas:term")),
)
TRIED_IN_THE_FILLED_TOWN = (
    team("surfaces/queue.html", "queue", attempt=Try(route="ideas:decide")),
    team("ideas/calls.html", "ideas:calls", attempt=Try(route="ideas:called", status=200)),
    team("ideas/post.html", "ideas:post", attempt=Try(route="ideas:posted")),
    team("ideas/templates.html", "ideas:templates", attempt=Try(route="ideas:new_template")),
    team("ideas/templates.html", "ideas:templates", attempt=Try(route="ideas:template")),
    guest("ideas/offer.html", "ideas:offer", "in_talk", attempt=Try(route="ideas:offer")),
    team("ideas/scan.html", "ideas:scan", "waiting page", attempt=Try(route="ideas:scan")),
    team(
        "ideas/talk.html",
        "ideas:talk",
        "waiting",
        attempt=Try(route="ideas:contact", words={"contact": "nachbarin@"}),
    ),
    team(
        "ideas/talk.html",
        "ideas:talk",
        "waiting",
        attempt=Try(route="ideas:sort", words={"theme": "unterwegs"}, status=200),
    ),
    guest("ideas/receipt.html", "ideas:receipt", "waiting link", attempt=Try(route="ideas:add")),
    team("ideas/talk.html", "ideas:talk", "waiting", attempt=Try(route="ideas:answer")),
    team("ideas/talk.html", "ideas:talk", "waiting", attempt=Try(route="ideas:become_project")),
)
REFUSED = (guest("machbar/oops.html", "ideas:idea", "gibt-es-nicht", status=404),)
