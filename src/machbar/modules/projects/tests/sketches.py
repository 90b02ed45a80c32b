"""Feasibility sketches for tests: who writes them, what stands in them, where their pages are."""

from datetime import timedelta

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person
from machbar.foundation.towns.models import Town
from machbar.modules.projects.core import SketchStep
from machbar.modules.projects.models import Project, SketchAnswer
from machbar.modules.projects.services import save_step
from machbar.modules.projects.tests.test_projects import NOW, make_project

LATER = NOW + timedelta(days=1)


def named(role: Role, name: str, town: Town) -> Actor:
    """Somebody of the team with a name that pages show."""
    person = make_person(role, town=town, name=name)
    return Actor(town=town, person=person, roles=frozenset({role}))


def write(
    project: Project, by: Actor, step: SketchStep, text: str = "Ein Satz.", **variant: object
) -> None:
    """Answer one step, perhaps with fields of variant A."""
    answer = SketchAnswer.objects.filter(sketch__project=project, step=step.value).first()
    save_step(
        project=project,
        step=step,
        text=text,
        variants={"A": variant} if variant else {},
        by=by,
        at=NOW,
        seen_version=answer.version if answer else 0,
    )


def written(by: Actor, **follow_up: object) -> Project:
    """A project whose sketch misses at most the running costs."""
    project = make_project(by, "Calisthenics Zollplatz")
    write(project, by, SketchStep.OCCASION)
    write(project, by, SketchStep.VARIANTS, name="Klein", gist="Vier Stangen")
    write(project, by, SketchStep.DECISION)
    if follow_up:
        write(project, by, SketchStep.FOLLOW_UP, "Der Bauhof.", **follow_up)
    return project


def url(project: Project, rest: str = "") -> str:
    return f"/werkstatt/projekte/{project.public_id}/skizze/{rest}"
