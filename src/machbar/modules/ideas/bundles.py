"""Reading bundles of ideas, with everything the page needs."""

from collections.abc import Sequence

from django.db.models import Count, Prefetch, Q, QuerySet

from machbar.foundation.access.actor import Actor
from machbar.modules.ideas.models import Bundle, BundledIdea, Idea
from machbar.modules.ideas.rules import can_answer_ideas

ON_THE_WALL = 3
CHOICES = 50
GONE = (Idea.Status.WITHDRAWN, Idea.Status.JOINED)


def bundles_visible_to(actor: Actor) -> QuerySet[Bundle]:
    """The town's bundles: all for the answering team, the public ones for everybody else; newest first."""
    bundles = Bundle.objects.filter(town=actor.town).order_by("-created_at", "-id")
    return bundles if can_answer_ideas(actor) else public_bundles(actor)


def public_bundles(actor: Actor) -> QuerySet[Bundle]:
    """The bundles that everybody sees, newest first, with the number of their public ideas as ``shown``."""
    shown = Q(ideas__published_at__isnull=False) & ~Q(ideas__status__in=GONE)
    return (
        Bundle.objects.filter(town=actor.town, published_at__isnull=False)
        .annotate(shown=Count("ideas", filter=shown))
        .order_by("-published_at", "-id")
    )


def with_counts(bundles: QuerySet[Bundle]) -> QuerySet[Bundle]:
    """Count the ideas of each bundle that go on, as ``going_on``."""
    going_on = ~Q(ideas__status__in=GONE) & Q(ideas__isnull=False)
    return bundles.select_related("project").annotate(going_on=Count("ideas", filter=going_on))


def with_ideas(bundles: QuerySet[Bundle]) -> QuerySet[Bundle]:
    """Load the ideas with their photos, and the project, along (four queries)."""
    rows = BundledIdea.objects.select_related("idea__photo", "idea__joined_to__photo")
    return bundles.select_related("project").prefetch_related(
        Prefetch("bundled", queryset=rows.order_by("since", "id")),
        "bundled__idea__photo__files",
        "bundled__idea__joined_to__photo__files",
    )


def bundles_with(idea: Idea) -> Sequence[Bundle]:
    """The bundles in which an idea lies."""
    return list(Bundle.objects.filter(bundled__idea=idea).order_by("title", "id"))


def ideas_in(bundle: Bundle, *, is_public: bool = False) -> Sequence[Idea]:
    """The ideas of a bundle that go on, each once; a joined one stands as the one it was joined into.

    Load the bundle by `with_ideas`. ``is_public`` leaves only those on the wall.
    """
    leading = dict.fromkeys(row.idea.joined_to or row.idea for row in bundle.bundled.all())
    return [
        idea
        for idea in leading
        if idea.status != Idea.Status.WITHDRAWN and (idea.is_public or not is_public)
    ]
