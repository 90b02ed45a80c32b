"""Ideas that belong together are put into a bundle, shown, and made one project (F04, F06)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.ideas.bundles import ideas_in, with_ideas
from machbar.modules.ideas.exceptions import CannotBundle
from machbar.modules.ideas.findable_bundles import forget_bundle, index_bundle
from machbar.modules.ideas.models import Bundle, BundledIdea, Idea
from machbar.modules.ideas.services.becoming import join_project
from machbar.modules.projects.models import Project
from machbar.modules.projects.services import create_project


def make_bundle(
    *, by: Actor, at: datetime, form_key: str, title: str, ideas: Iterable[Idea], text: str = ""
) -> Bundle:
    """A bundle of these ideas. The same ``form_key`` again gives the bundle that is there. Raises `CannotBundle`."""
    known = Bundle.objects.filter(town=by.town, form_key=form_key).first()
    if known is not None:
        return known
    try:
        return _new_bundle(by, at, form_key, title.strip(), text.strip(), list(ideas))
    except IntegrityError:
        # The other click of a double click won between the look and the insert.
        return Bundle.objects.get(town=by.town, form_key=form_key)


@transaction.atomic
def _new_bundle(
    by: Actor, at: datetime, form_key: str, title: str, text: str, ideas: Sequence[Idea]
) -> Bundle:
    if not title:
        raise CannotBundle(_("Please give the bundle a name."))
    bundle = Bundle.objects.create(
        town=by.town, form_key=form_key, created_at=at, title=title, text=text
    )
    record("bundle.made", on=bundle, by=by)
    index_bundle(bundle)
    for idea in ideas:
        put_into_bundle(bundle=bundle, idea=idea, by=by, at=at)
    return bundle


@transaction.atomic
def put_into_bundle(*, bundle: Bundle, idea: Idea, by: Actor, at: datetime) -> None:
    """Put an idea in; where the bundle is a project by now, the idea joins that, too. A second click changes nothing.

    Raises `CannotBundle` for an idea of another town, one taken back, or one joined into another.
    """
    if idea.town_id != bundle.town_id or bundle.town_id != by.town.pk:
        raise CannotBundle(_("Please choose an idea of this town."))
    status = Idea.objects.select_for_update().values_list("status", flat=True).get(pk=idea.pk)
    if status == Idea.Status.WITHDRAWN:
        raise CannotBundle(_("The giver has taken %(number)s back.") % {"number": idea.number})
    if status == Idea.Status.JOINED:
        raise CannotBundle(
            _("%(number)s has been joined with another idea. Please choose that one.")
            % {"number": idea.number}
        )
    _row, is_new = BundledIdea.objects.get_or_create(
        bundle=bundle, idea=idea, defaults={"since": at}
    )
    if is_new:
        record("bundle.took_in", on=bundle, by=by, payload={"idea": idea.public_id})
    if bundle.project is not None:
        join_project(idea=idea, project=bundle.project, by=by, at=at)


@transaction.atomic
def take_out_of_bundle(*, bundle: Bundle, idea: Idea, by: Actor) -> None:
    """Take an idea out; a project that it has joined keeps it."""
    if BundledIdea.objects.filter(bundle=bundle, idea=idea).delete()[0]:
        record("bundle.let_go", on=bundle, by=by, payload={"idea": idea.public_id})


@transaction.atomic
def change_bundle(*, bundle: Bundle, by: Actor, title: str, text: str) -> None:
    """Give the bundle another name and another paragraph. Raises `CannotBundle` without a name."""
    title, text = title.strip(), text.strip()
    if not title:
        raise CannotBundle(_("Please give the bundle a name."))
    Bundle.objects.filter(pk=bundle.pk).update(title=title, text=text)
    record("bundle.changed", on=bundle, by=by)
    index_bundle(bundle)


@transaction.atomic
def publish_bundle(*, bundle: Bundle, by: Actor, at: datetime) -> None:
    """Show the bundle with its public ideas to everybody."""
    if Bundle.objects.filter(pk=bundle.pk, published_at=None).update(published_at=at):
        record("bundle.published", on=bundle, by=by)
        index_bundle(bundle)


@transaction.atomic
def unpublish_bundle(*, bundle: Bundle, by: Actor) -> None:
    """Show the bundle to the team only."""
    shown = Bundle.objects.filter(pk=bundle.pk, published_at__isnull=False)
    if shown.update(published_at=None):
        record("bundle.unpublished", on=bundle, by=by)
        index_bundle(bundle)


@transaction.atomic
def dissolve_bundle(*, bundle: Bundle, by: Actor) -> None:
    """Undo the bundle; its ideas and a project made of it stay as they are."""
    record("bundle.dissolved", on=bundle, by=by, payload={"title": bundle.title})
    forget_bundle(bundle)
    bundle.delete()


@transaction.atomic
def make_project_of_bundle(*, bundle: Bundle, by: Actor, at: datetime, title: str) -> Project:
    """One project of all ideas of the bundle; each giver hears of it once. A second click finds the project.

    Ideas that were joined into another since stand for that one, withdrawn ones stay out. Raises `CannotBundle` when
    there is none.
    """
    bundle = Bundle.objects.select_for_update(of=("self",)).get(pk=bundle.pk)
    if bundle.project is not None:
        return bundle.project
    ideas = ideas_in(with_ideas(Bundle.objects.filter(pk=bundle.pk)).get())
    if not ideas:
        raise CannotBundle(_("Please put an idea into the bundle first."))
    description = bundle.text or "\n".join(idea.title for idea in ideas)
    project = create_project(by=by, at=at, title=title, description=description)
    for idea in ideas:
        join_project(idea=idea, project=project, by=by, at=at)
    Bundle.objects.filter(pk=bundle.pk).update(project=project)
    record("bundle.became_project", on=bundle, by=by, payload={"project": project.public_id})
    return project
