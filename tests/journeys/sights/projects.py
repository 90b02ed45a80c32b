"""The pages of projects, as rows of the sweep."""

from tests.journeys.sights.rows import Try, guest, team

ALWAYS = (
    guest("projects/index.html", "projects:index"),
    team("projects/work_list.html", "projects:work_list"),
    team("projects/new.html", "projects:new"),
)
FILLED = (
    guest("projects/index.html", "projects:index", query="?seite=2"),
    guest("projects/project.html", "projects:project", "project 0"),
    guest("projects/project.html", "projects:project", "short of money"),
    team("projects/project.html", "projects:project", "bare"),
    team("projects/work_list.html", "projects:work_list", query="?fehlt=place&seite=2"),
    team("projects/workspace.html", "projects:workspace", "project 0"),
    team("projects/workspace.html", "projects:workspace", "bare"),
    team("projects/sheet.html", "projects:sheet", "project 0"),
    team("projects/sheet_export.html", "projects:sheet_export", "project 0"),
    team("projects/sheet_import.html", "projects:sheet_import", "project 0"),
    team("projects/sheet_classification.html", "projects:classification", "project 0"),
    team("projects/sheet_lists.html", "projects:lists"),
    team("projects/mediation.html", "projects:mediation", "project 0"),
    team("projects/mediation.html", "projects:mediation", "bare"),
    team("projects/mediation.html", "projects:mediation", "short of money"),
    team("projects/history.html", "projects:history", "project 0"),
    team("projects/history.html", "projects:history", "short of money"),
    team("projects/history.html", "projects:history", "bare", query="?vor=1"),
    team("projects/way.html", "projects:way", "project 0"),
    team("projects/way.html", "projects:way", "bare"),
    team("projects/operation.html", "projects:operation", "project 0"),
    team("projects/operation.html", "projects:operation", "bare"),
    team("projects/sketch_overview.html", "projects:sketch", "bare"),
    team("projects/sketch_overview.html", "projects:sketch", "sketched"),
    team("projects/sketch_edition.html", "projects:sketch_edition", "sketched", "1"),
    team("projects/sketch_step.html", "projects:sketch_step", "bare", "kosten"),
    team("projects/sketch_step.html", "projects:sketch_step", "sketched", "varianten"),
    team("projects/sketch_step.html", "projects:sketch_step", "sketched", "folgekosten"),
    guest("projects/sketch_overview.html", "projects:sketch_by_link", "sketch link"),
    guest("projects/sketch_step.html", "projects:sketch_step_by_link", "sketch link", "anlass"),
)
TRIED = (team("projects/new.html", "projects:new", attempt=Try(route="projects:new")),)
TRIED_IN_THE_FILLED_TOWN = (
    team(
        "projects/workspace.html",
        "projects:workspace",
        "project 0",
        attempt=Try(
            route="projects:slot", words={"state": "proven", "evidence_url": "kein Verweis"}
        ),
    ),
    team(
        "projects/workspace.html",
        "projects:workspace",
        "project 0",
        attempt=Try(route="projects:status"),
    ),
    team("projects/way.html", "projects:way", "bare", attempt=Try(route="projects:move")),
    team("projects/way.html", "projects:way", "bare", attempt=Try(route="projects:new_point")),
    team("projects/way.html", "projects:way", "bare", attempt=Try(route="projects:point")),
    team(
        "projects/operation.html",
        "projects:operation",
        "bare",
        attempt=Try(
            route="projects:operation",
            words={"betrieb-0-label": "Strom", "betrieb-0-year_1": "viel"},
        ),
    ),
    team(
        "projects/sheet.html",
        "projects:sheet",
        "project 0",
        attempt=Try(route="projects:sheet", words={"title": "", "website": "kein Verweis"}),
    ),
    team(
        "projects/sheet_import.html",
        "projects:sheet_import",
        "project 0",
        attempt=Try(route="projects:sheet_import"),
    ),
    team(
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
    team(
        "projects/sketch_overview.html",
        "projects:sketch",
        "unfinished",
        attempt=Try(route="projects:sketch_finish"),
    ),
    team(
        "projects/sketch_overview.html",
        "projects:sketch",
        "bare",
        attempt=Try(route="projects:sketch_invite"),
    ),
    team(
        "projects/sketch_overview.html",
        "projects:sketch",
        "bare",
        attempt=Try(route="projects:sketch_invite", words={"label": "Projektleitung"}, status=200),
    ),
    team(
        "projects/sketch_step.html",
        "projects:sketch_step",
        "sketched",
        "kosten",
        attempt=Try(route="projects:sketch_step", words={"A_cost_from": "viel", "B_cost_to": "-1"}),
    ),
    guest(
        "projects/sketch_step.html",
        "projects:sketch_step_by_link",
        "sketch link",
        "varianten",
        attempt=Try(route="projects:sketch_step_by_link", words={"B_gist": "Ohne Namen"}),
    ),
    team("projects/sheet_lists.html", "projects:lists", attempt=Try(route="projects:new_term")),
    team("projects/sheet_lists.html", "projects:lists", attempt=Try(route="projects:term")),
)
REFUSED = (team("machbar/oops.html", "projects:workspace", "gibt-es-nicht", status=404),)
