"""Projects with and without numbers, with a sketch, with programmes, and more than one page of them."""

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.towns.models import Town
from machbar.modules.funding.models import Programme
from machbar.modules.funding.services.costs import add_cost_line
from machbar.modules.projects.core import VARIANT_LETTERS, SketchStep
from machbar.modules.projects.models import Project, Sketch
from machbar.modules.projects.services import (
    create_project,
    finish_sketch,
    invite_writer,
    publish_project,
    save_step,
)
from machbar.site.demo.facts import SKETCH_OF
from tests.journeys.filling.words import LONG_WORD

MORE_PROJECTS = 22


def fill_projects(house: Actor) -> dict[str, str]:
    now = timezone.now()
    open_one = Project.objects.get(town=house.town, title="Offene Werkstatt")
    add_cost_line(project=open_one, by=house, at=now, label="Werkbänke und Regale", cents=8_750_50)
    bare = create_project(by=house, at=now, title="Ohne Zahlen")
    for number in range(MORE_PROJECTS):
        each = create_project(by=house, at=now, title=f"Vorhaben {number}")
        publish_project(project=each, by=house, at=now)
    things = {"short of money": open_one.public_id, "bare": bare.public_id}
    things |= _sketches(house)
    with_plan = Project.objects.filter(town=house.town).exclude(chosen_programmes=None)
    for number, project in enumerate(with_plan.distinct().order_by("pk")):
        chosen = project.chosen_programmes.all()[0]
        things |= {f"project {number}": project.public_id, f"chosen {number}": chosen.public_id}
    return things


def _sketches(house: Actor) -> dict[str, str]:
    """A finished sketch with four variants and a link to write along, and the demonstration's unfinished one."""
    now = timezone.now()
    project = create_project(by=house, at=now, title=f"Skizze {LONG_WORD}")
    for step in SketchStep:
        values: dict[str, object] = {
            "name": "Weg",
            "gist": LONG_WORD,
            "cost_from": 5_000_000_00,
            "yearly": 0,
            "yearly_note": f"Macht der Verein. {LONG_WORD}",
        }
        variants = dict.fromkeys(VARIANT_LETTERS, values)
        save_step(
            project=project,
            step=step,
            text=f"Satz zu {step}. {LONG_WORD}",
            variants=variants,
            by=house,
            at=now,
            seen_version=0,
        )
    seen = Sketch.objects.get(project=project).version
    finish_sketch(project=project, by=house, at=now, seen_version=seen)
    token = invite_writer(
        project=project, label="Projektleitung", form_key="sweep", by=house, at=now
    )
    unfinished = Project.objects.get(town=house.town, title=SKETCH_OF)
    return {
        "sketched": project.public_id,
        "sketch link": token or "",
        "unfinished": unfinished.public_id,
    }


def find_programmes(town: Town) -> dict[str, str]:
    names = {"active": "active", "ended": "ended", "paused": "paused"}
    found = {}
    for name, status in names.items():
        programme = Programme.objects.filter(town=town, status=status).order_by("key").first()
        if programme is not None:
            found[f"programme {name}"] = programme.public_id
    return found
