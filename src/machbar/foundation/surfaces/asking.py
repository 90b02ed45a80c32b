"""Asking all switched-on modules at once; pages know these functions, never the modules."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from machbar.foundation.access.actor import Actor
from machbar.foundation.search.findable import Findable
from machbar.foundation.surfaces.house_labels import HOUSE_LABELS
from machbar.foundation.surfaces.module import (
    Area,
    Corner,
    CounterDeed,
    DayPart,
    EventLabel,
    FeedEntry,
    KnownFact,
    Module,
    NavigationEntry,
    Need,
    NeedPart,
    Objection,
    Panel,
    ProjectPage,
    QueuePart,
    ReachPart,
    SitePage,
    SlotEvidence,
    TimelineStep,
    Traced,
)
from machbar.foundation.surfaces.registry import all_modules, modules_of
from machbar.foundation.tables.kinds import TableKind
from machbar.foundation.towns.models import Town
from machbar.reasoning.contact import ContactKind


def navigation(modules: Iterable[Module], actor: Actor, area: Area) -> list[NavigationEntry]:
    """The entries of a menu, in their order; where modules share a section, the first one leads to it."""
    entries = [
        entry
        for module in modules
        if module.navigation is not None
        for entry in module.navigation(actor)
        if entry.area is area
    ]
    ordered = sorted(entries, key=lambda entry: (entry.position, str(entry.label)))
    first: dict[str, NavigationEntry] = {}
    for entry in ordered:
        first.setdefault(entry.section, entry)
    return list(first.values())


def front_panels(modules: Iterable[Module], actor: Actor) -> list[Panel]:
    """The parts of the home page."""
    return _in_order(
        panel for module in modules if module.front is not None for panel in module.front(actor)
    )


def project_panels(
    modules: Iterable[Module], actor: Actor, project: int, page: ProjectPage
) -> list[Panel]:
    """What the modules add to one of the pages of one project."""
    return _in_order(
        panel
        for module in modules
        if module.project_panels is not None
        for panel in module.project_panels(actor, project, page)
        if panel.page in {None, page}
    )


def slot_evidence(
    modules: Iterable[Module], actor: Actor, projects: Sequence[int]
) -> Mapping[int, Sequence[SlotEvidence]]:
    """What the modules prove about the slots of these projects."""
    found: dict[int, list[SlotEvidence]] = defaultdict(list)
    for module in modules:
        if module.slot_evidence is not None:
            for project, evidence in module.slot_evidence(actor, projects).items():
                found[project].extend(evidence)
    return found


def timeline(
    modules: Iterable[Module], actor: Actor, projects: Sequence[int]
) -> Mapping[int, Sequence[TimelineStep]]:
    """The steps behind these projects, oldest first."""
    found: dict[int, list[TimelineStep]] = defaultdict(list)
    for module in modules:
        if module.timeline is not None:
            for project, steps in module.timeline(actor, projects).items():
                found[project].extend(steps)
    return {project: sorted(steps, key=lambda step: step.on) for project, steps in found.items()}


def objections(
    modules: Iterable[Module], actor: Actor, project: int, stage: str, target: str
) -> list[Objection]:
    """What the modules hold against a project's step from one stage to another."""
    return [
        objection
        for module in modules
        if module.gate is not None
        for objection in module.gate(actor, project, stage, target)
    ]


def corners(modules: Iterable[Module], actor: Actor, project: int) -> list[Corner]:
    """The corners of the mediation triangle that look at one project, mostly one a module."""
    corners: list[Corner] = []
    for module in modules:
        found = module.corner(actor, project) if module.corner is not None else None
        if isinstance(found, Corner):
            corners.append(found)
        elif found is not None:
            corners.extend(found)
    return corners


def payers(modules: Iterable[Module], actor: Actor, need: Need, today: date) -> list[Corner]:
    """The corners that say who could pay for something which is no project, such as a ramp for a room."""
    return [module.payers(actor, need, today) for module in modules if module.payers is not None]


def needs_of_money(modules: Iterable[Module], actor: Actor, today: date) -> list[NeedPart]:
    """What has to be paid and is no project, such as the conversion of empty rooms, for a page of one programme."""
    parts = [
        module.needs_money(actor, today) for module in modules if module.needs_money is not None
    ]
    return [part for part in parts if part is not None]


def day_parts(modules: Iterable[Module], actor: Actor, today: date) -> list[DayPart]:
    """What waits on the start page of the team, mostly one part a module."""
    parts: list[DayPart] = []
    for module in modules:
        found = module.day_page(actor, today) if module.day_page is not None else None
        if isinstance(found, DayPart):
            parts.append(found)
        elif found is not None:
            parts.extend(found)
    return parts


def tell_project_changed(town: Town, project: int) -> None:
    """Let the modules of a town know that the text of a project is new; what takes long they leave to the worker."""
    for module in modules_of(town):
        if module.project_changed is not None:
            module.project_changed(project)


def findables(modules: Iterable[Module]) -> list[Findable]:
    """The kinds of things that search finds, in the order of the modules."""
    return [findable for module in modules for findable in module.findables]


def known_facts(modules: Iterable[Module], actor: Actor, project: int) -> list[KnownFact]:
    """What the modules know for the feasibility sketch of a project."""
    return [
        fact
        for module in modules
        if module.known_facts is not None
        for fact in module.known_facts(actor, project)
    ]


def invitation_address(modules: Iterable[Module], actor: Actor, project: str) -> str:
    """Where a form with `name` and `address` invites somebody into the project's group; empty where nobody does."""
    found = (
        module.invitation_address(actor, project)
        for module in modules
        if module.invitation_address is not None
    )
    return next((address for address in found if address), "")


def idea_panels(modules: Iterable[Module], actor: Actor, idea: int) -> list[Panel]:
    """What the modules add to the team's page of one idea."""
    return _in_order(
        panel
        for module in modules
        if module.idea_panels is not None
        for panel in module.idea_panels(actor, idea)
    )


def receipt_panels(modules: Iterable[Module], actor: Actor, number: str) -> list[Panel]:
    """What the modules offer the giver of an idea on its receipt, which names the idea by its readable number."""
    return _in_order(
        panel
        for module in modules
        if module.receipt_panels is not None
        for panel in module.receipt_panels(actor, number)
    )


def area_pages(modules: Iterable[Module], actor: Actor, section: str) -> list[NavigationEntry]:
    """The pages beside each other in one area of the team, where several modules share it; none where it has one."""
    pages = [
        page
        for module in modules
        if module.area_pages is not None
        for page in module.area_pages(actor)
        if page.section == section
    ]
    return sorted(pages, key=lambda page: page.position) if len(pages) > 1 else []


def counter_deeds(
    modules: Iterable[Module], actor: Actor, *, beside: str = ""
) -> list[CounterDeed]:
    """What this actor does at the counter; ``beside`` leaves out the page that shows them."""
    deeds = [
        deed
        for module in modules
        if module.counter is not None
        for deed in module.counter(actor)
        if deed.url != beside
    ]
    return sorted(deeds, key=lambda deed: (deed.position, deed.url))


def slides(modules: Iterable[Module], actor: Actor) -> list[Panel]:
    """What the modules show in the shop window; as a guest sees it, whoever is signed in."""
    return _in_order(
        slide for module in modules if module.kiosk is not None for slide in module.kiosk(actor)
    )


def date_panels(modules: Iterable[Module], actor: Actor) -> list[Panel]:
    """What the modules add to the page of dates."""
    return _in_order(
        panel for module in modules if module.dates is not None for panel in module.dates(actor)
    )


def feed_entries(
    modules: Iterable[Module], actor: Actor, project: int | None = None
) -> list[FeedEntry]:
    """What is new, the newest first: in the town, or in one project. Ask with a guest, as feeds are for everybody."""
    found = [
        entry
        for module in modules
        if module.feed is not None
        for entry in module.feed(actor, project)
    ]
    return sorted(found, key=lambda entry: (entry.updated, entry.key), reverse=True)


def site_pages(modules: Iterable[Module], actor: Actor) -> list[SitePage]:
    """The public pages of the modules."""
    return [
        page
        for module in modules
        if module.site_pages is not None
        for page in module.site_pages(actor)
    ]


def event_labels() -> Mapping[str, EventLabel]:
    """How every event of the audit trail reads, also those of modules that are off: what happened stays."""
    found = dict(HOUSE_LABELS)
    for module in all_modules():
        found.update(module.event_labels)
    return found


def traced(modules: Iterable[Module], actor: Actor, project: int) -> list[Traced]:
    """All objects that belong to one project, as the audit trail names them."""
    return [
        things
        for module in modules
        if module.traced is not None
        for things in module.traced(actor, project)
    ]


def _in_order(panels: Iterable[Panel]) -> list[Panel]:
    return sorted(panels, key=lambda panel: (panel.position, panel.template))


def queue_parts(
    modules: Iterable[Module], actor: Actor, skipped: frozenset[str], most: int
) -> list[QueuePart]:
    """What waits for a decision of this actor, without the skipped keys, at most so many a module.

    None at all where no module lets the actor decide anything.
    """
    parts = [module.queue(actor, skipped, most) for module in modules if module.queue is not None]
    return [part for part in parts if part is not None]


def queue_size(modules: Iterable[Module], actor: Actor) -> int:
    """How much waits for a decision of this actor; each list is counted no further than to 100."""
    return sum(module.queue_size(actor) for module in modules if module.queue_size is not None)


def queue_panel(modules: Iterable[Module], actor: Actor, key: str) -> Panel | None:
    """How one item of the queue is looked at and decided; None where it no longer waits."""
    owner, _colon, name = key.partition(":")
    for module in modules:
        if module.key == owner and module.queue_panel is not None:
            return module.queue_panel(actor, name)
    return None


def table_kinds(modules: Iterable[Module]) -> list[TableKind]:
    """The kinds of things that come in from tables and go out into them, in the order of the modules."""
    return [kind for module in modules for kind in module.tables]


def tell_projects_changed(town: Town, projects: Sequence[int]) -> None:
    """The same for many projects at once; the modules are asked for only once."""
    for module in modules_of(town):
        if module.project_changed is not None:
            for project in projects:
                module.project_changed(project)


def to_reach(
    modules: Iterable[Module], actor: Actor, way: ContactKind, today: date
) -> list[ReachPart]:
    """Whom the modules have to call, or to write to, so that their answers arrive."""
    parts = [
        module.to_reach(actor, way, today) for module in modules if module.to_reach is not None
    ]
    return [part for part in parts if part is not None]
