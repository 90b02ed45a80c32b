"""Every page in every state, as rows: who looks, at what, which template must show it, and what is tried there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from django.urls import reverse

from tests.journeys.towns import Place


class Eyes(Enum):
    """Who looks."""

    GUEST = auto()
    DEVICE = auto()
    LOTSE = auto()
    TEAM = auto()


@dataclass(frozen=True, kw_only=True)
class Try:
    """A form that is sent with these words (every other field empty), and the status of the answer.

    ``then`` is a form of the page that answers, sent after it.
    """

    route: str
    words: Mapping[str, str] = field(default_factory=dict)
    status: int = 422
    then: "Try | None" = None

    @property
    def last_status(self) -> int:
        """How the last of the forms is answered."""
        return self.then.last_status if self.then else self.status


@dataclass(frozen=True, kw_only=True)
class Sight:
    """One page in one state. ``things`` are names of `Place.things` that go into the address."""

    template: str
    route: str
    things: tuple[str, ...] = ()
    query: str = ""
    status: int = 200
    eyes: Eyes = Eyes.GUEST
    attempt: Try | None = None

    def path(self, place: Place) -> str:
        """Where it is in this town; a word that names no thing is itself part of the address."""
        arguments = [place.things.get(name, name) for name in self.things]
        return reverse(self.route, args=arguments) + self.query

    def __str__(self) -> str:
        attempt = f", {self.attempt.route} refused" if self.attempt else ""
        return (
            f"{self.eyes.name.lower()} at {self.route} {' '.join(self.things)}{self.query}{attempt}"
        )


def _guest(template: str, route: str, *things: str, **more: object) -> Sight:
    return Sight(template=template, route=route, things=things, **more)  # type: ignore[arg-type]


def _team(template: str, route: str, *things: str, **more: object) -> Sight:
    return Sight(template=template, route=route, things=things, eyes=Eyes.TEAM, **more)  # type: ignore[arg-type]


ALWAYS = (
    _guest("site/home.html", "home"),
    _guest("site/about.html", "about"),
    _guest("site/privacy.html", "privacy"),
    _guest("site/imprint.html", "imprint"),
    _guest("site/accessibility.html", "accessibility"),
    _guest("site/search.html", "search"),
    _guest("ideas/wall.html", "ideas:wall"),
    _guest("ideas/hand_in.html", "ideas:hand_in"),
    _guest("projects/index.html", "projects:index"),
    _guest("funding/index.html", "funding:index"),
    _guest("account/request_login_code.html", "account_login"),
    _guest("access/pair_counter.html", "access:pair_counter"),
    _guest("machbar/oops.html", "ideas:receipt", "A" * 22, status=404),
    Sight(template="ideas/counter.html", route="ideas:counter", eyes=Eyes.DEVICE),
    _team("site/home.html", "home"),
    _team("site/day_page.html", "day_page"),
    _team("site/search.html", "search"),
    _team("ideas/talks.html", "ideas:talks"),
    _team("ideas/counter.html", "ideas:counter"),
    _team("projects/work_list.html", "projects:work_list"),
    _team("projects/new.html", "projects:new"),
    _team("funding/overview.html", "funding:overview"),
    _team("coordination/my_tasks.html", "coordination:my_tasks"),
    _team("access/devices.html", "access:devices"),
)
FILLED = (
    _guest("site/search.html", "search", query="?suche=Werkstatt"),
    _guest("site/search.html", "search", query="?suche=Verein&art=foerderung&seite=2"),
    _guest("site/search.html", "search", query="?suche=gibtesnicht"),
    _guest("site/search.html", "search", query="?suche=und"),
    _team("site/search.html", "search", query="?suche=Fahrradwerkstatt"),
    _guest("ideas/wall.html", "ideas:wall", query="?suche=Bank&stand=new"),
    _guest("ideas/wall.html", "ideas:wall", query="?suche=gibtesnicht"),
    _guest("ideas/idea.html", "ideas:idea", "in_talk"),
    _guest("ideas/idea.html", "ideas:idea", "not_feasible"),
    _guest("ideas/idea.html", "ideas:idea", "becoming"),
    _guest("ideas/receipt.html", "ideas:receipt", "waiting link"),
    _guest("ideas/receipt.html", "ideas:receipt", "in_talk link"),
    _guest("ideas/receipt.html", "ideas:receipt", "becoming link"),
    _guest("ideas/receipt.html", "ideas:receipt", "withdrawn link"),
    _guest("projects/index.html", "projects:index", query="?seite=2"),
    _guest("projects/project.html", "projects:project", "project 0"),
    _guest("projects/project.html", "projects:project", "short of money"),
    _guest("funding/index.html", "funding:index", query="?suche=gibtesnicht"),
    _guest("funding/index.html", "funding:index", query="?seite=3&geschlossen=on"),
    _guest("funding/programme.html", "funding:programme", "programme active"),
    _guest("funding/programme.html", "funding:programme", "programme ended"),
    _team("ideas/talk.html", "ideas:talk", "waiting"),
    _team("ideas/talk.html", "ideas:talk", "parked"),
    _team("ideas/talk.html", "ideas:talk", "becoming"),
    _team("ideas/talk.html", "ideas:talk", "withdrawn"),
    _team("projects/project.html", "projects:project", "bare"),
    _team("projects/work_list.html", "projects:work_list", query="?fehlt=place&seite=2"),
    _team("projects/workspace.html", "projects:workspace", "project 0"),
    _team("projects/workspace.html", "projects:workspace", "bare"),
    _team("projects/sheet.html", "projects:sheet", "project 0"),
    _team("projects/sheet_export.html", "projects:sheet_export", "project 0"),
    _team("projects/sheet_import.html", "projects:sheet_import", "project 0"),
    _team("projects/sheet_classification.html", "projects:classification", "project 0"),
    _team("projects/sheet_lists.html", "projects:lists"),
    _team("projects/mediation.html", "projects:mediation", "project 0"),
    _team("projects/mediation.html", "projects:mediation", "bare"),
    _team("projects/mediation.html", "projects:mediation", "short of money"),
    _team("projects/way.html", "projects:way", "project 0"),
    _team("projects/way.html", "projects:way", "bare"),
    _team("projects/operation.html", "projects:operation", "project 0"),
    _team("projects/operation.html", "projects:operation", "bare"),
    _team("funding/plan.html", "funding:plan", "project 0"),
    _team("funding/plan.html", "funding:plan", "project 1"),
    _team("funding/plan.html", "funding:plan", "project 2"),
    _team("funding/plan.html", "funding:plan", "short of money"),
    _team("funding/plan.html", "funding:plan", "bare"),
    _guest("coordination/join.html", "coordination:join", "short of money"),
    _guest("coordination/member.html", "coordination:member", "lead link"),
    _guest("coordination/waiting.html", "coordination:member", "asking link"),
    _guest("coordination/waiting.html", "coordination:member", "invited link"),
    _guest("coordination/waiting.html", "coordination:member", "declined link"),
    _guest("coordination/stop.html", "coordination:member_reminders", "lead link"),
    _guest("coordination/stop.html", "coordination:stop", "stop link"),
    _team("coordination/group.html", "coordination:group", "short of money"),
    _team("coordination/group.html", "coordination:group", "bare"),
    _team("post/mailbox.html", "post:mailbox"),
    _team("post/undelivered.html", "post:undelivered"),
    _guest("site/sign_in_once.html", "sign_in_once", "sign-in link"),
    _guest("site/sign_in_once.html", "sign_in_once", "gibt-es-nicht", status=404),
)
TRIED = (
    _guest("ideas/hand_in.html", "ideas:hand_in", attempt=Try(route="ideas:hand_in")),
    _guest(
        "account/request_login_code.html",
        "account_login",
        attempt=Try(route="account_login", words={"email": "keine Adresse"}, status=200),
    ),
    _guest(
        "account/confirm_login_code.html",
        "account_login",
        attempt=Try(
            route="account_login", words={"email": "niemand@elsewhere.invalid"}, status=200
        ),
    ),
    _guest(
        "account/confirm_login_code.html",
        "account_confirm_login_code",
        attempt=Try(route="account_confirm_login_code", words={"code": "ABC123"}, status=200),
    ),
    _guest(
        "access/pair_counter.html",
        "access:pair_counter",
        attempt=Try(route="access:pair_counter", words={"code": "00000000"}),
    ),
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
    _team("projects/new.html", "projects:new", attempt=Try(route="projects:new")),
    _team("access/devices.html", "access:devices", attempt=Try(route="access:devices")),
    _team(
        "access/devices.html",
        "access:devices",
        attempt=Try(route="access:devices", words={"name": "Tablet am Fenster"}, status=200),
    ),
)
TRIED_IN_THE_FILLED_TOWN = (
    _guest("ideas/receipt.html", "ideas:receipt", "waiting link", attempt=Try(route="ideas:add")),
    _team("ideas/talk.html", "ideas:talk", "waiting", attempt=Try(route="ideas:answer")),
    _team("ideas/talk.html", "ideas:talk", "waiting", attempt=Try(route="ideas:become_project")),
    _team(
        "projects/workspace.html",
        "projects:workspace",
        "project 0",
        attempt=Try(
            route="projects:slot", words={"state": "proven", "evidence_url": "kein Verweis"}
        ),
    ),
    _guest(
        "coordination/join.html",
        "coordination:join",
        "short of money",
        attempt=Try(route="coordination:join", words={"contact": "anna@"}),
    ),
    *(
        _guest(
            "coordination/member.html",
            "coordination:member",
            "lead link",
            attempt=Try(route=f"coordination:{route}"),
        )
        for route in ("member_task", "member_new_task", "member_decide", "member_write")
    ),
    *(
        _team(
            "coordination/group.html",
            "coordination:group",
            "short of money",
            attempt=Try(route=f"coordination:{route}"),
        )
        for route in ("task", "new_task", "decide", "invite", "write")
    ),
    _team("projects/way.html", "projects:way", "bare", attempt=Try(route="projects:move")),
    _team("projects/way.html", "projects:way", "bare", attempt=Try(route="projects:new_point")),
    _team("projects/way.html", "projects:way", "bare", attempt=Try(route="projects:point")),
    _team(
        "projects/operation.html",
        "projects:operation",
        "bare",
        attempt=Try(
            route="projects:operation",
            words={"betrieb-0-label": "Strom", "betrieb-0-year_1": "viel"},
        ),
    ),
    _team(
        "projects/sheet.html",
        "projects:sheet",
        "project 0",
        attempt=Try(route="projects:sheet", words={"title": "", "website": "kein Verweis"}),
    ),
    _team(
        "projects/sheet_import.html",
        "projects:sheet_import",
        "project 0",
        attempt=Try(route="projects:sheet_import"),
    ),
    _team(
        "projects/sheet_import.html",
        "projects:sheet_import",
        "project 0",
        attempt=Try(
            route="projects:sheet_import",
            words={"text": "Ziele\nMehr Räder.\n\nUnbekanntes Feld\nEin Satz."},
            status=200,
            then=Try(route="projects:sheet_take"),
        ),
    ),
    _team("projects/sheet_lists.html", "projects:lists", attempt=Try(route="projects:new_term")),
    _team("projects/sheet_lists.html", "projects:lists", attempt=Try(route="projects:term")),
    _team(
        "funding/plan.html",
        "funding:plan",
        "project 0",
        attempt=Try(
            route="funding:costs", words={"kosten-0-label": "Farbe", "kosten-0-amount": "viel"}
        ),
    ),
    _team(
        "funding/plan.html",
        "funding:plan",
        "project 0",
        attempt=Try(route="funding:own_money", words={"own_cash": "viel"}),
    ),
    _team(
        "funding/plan.html",
        "funding:plan",
        "project 0",
        attempt=Try(route="funding:numbers", words={"rate": "viel", "effort": "viel"}),
    ),
)
REFUSED = (
    Sight(
        template="machbar/oops.html",
        route="access:devices",
        eyes=Eyes.LOTSE,
        status=403,
    ),
    _guest("machbar/oops.html", "ideas:idea", "gibt-es-nicht", status=404),
    _guest("machbar/oops.html", "account_logout", status=405),
    _team("machbar/oops.html", "funding:costs", "project 0", status=405),
    _team("machbar/oops.html", "projects:workspace", "gibt-es-nicht", status=404),
)
ELSEWHERE = {"site/oops_plain.html", "towns/no_town.html"}  # rendered where no town is known
