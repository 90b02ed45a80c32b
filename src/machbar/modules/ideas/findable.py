"""How ideas are found: by what everybody may read, and by the answering team also by what it reads inside.

Names, mail addresses and phone numbers of givers and of those who offer help are keywords of the internal entry: they
are searched by who may read them anyway, and shown by no hit.
"""

from collections.abc import Iterator, Sequence

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.search.findable import Audience, Findable, Text
from machbar.foundation.search.services import renew
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.core import read_number
from machbar.modules.ideas.models import Answer, Idea
from machbar.modules.ideas.rules import can_answer_ideas
from machbar.modules.ideas.selectors import FINDABLE_KIND, status_facet, term_facet
from machbar.reasoning.contact import searched_as

FICTIONAL = "fiktiv"


def texts(ideas: Sequence[int]) -> Iterator[Text]:
    """The inside of each idea, and its public text while it hangs on the wall (four queries)."""
    rows = (
        Idea.objects.filter(pk__in=ideas)
        .select_related("origin")
        .prefetch_related(
            Prefetch("answers", queryset=Answer.objects.order_by("given_at", "id")),
            "additions",
            "offers",
        )
    )
    for idea in rows.order_by("pk"):
        yield _internal(idea)
        if idea.is_public:
            yield _public(idea)


def _public(idea: Idea) -> Text:
    assert idea.published_at is not None  # noqa: S101 - `is_public` says so
    return Text(
        object_id=idea.pk,
        town_id=idea.town_id,
        audience=Audience.PUBLIC,
        title=idea.title,
        body=_lines(idea.rest, idea.place, idea.reason),
        url=reverse("ideas:idea", args=[idea.public_id]),
        on=timezone.localdate(idea.published_at),
        facets=_facets(idea),
        fictional_note=_note(idea),
    )


def _internal(idea: Idea) -> Text:
    answers = [answer.text for answer in idea.answers.all()]
    additions = [addition.text for addition in idea.additions.all()]
    return Text(
        object_id=idea.pk,
        town_id=idea.town_id,
        audience=Audience.INTERNAL,
        title=idea.title,
        body=_lines(idea.rest, idea.place, *additions, *answers),
        keywords=_lines(_numbers(idea), *_people(idea)),
        url=reverse("ideas:talk", args=[idea.public_id]),
        on=timezone.localdate(idea.handed_in_at),
        facets=_facets(idea),
        fictional_note=_note(idea),
    )


def _numbers(idea: Idea) -> str:
    """Our number, and the one that the idea had in an old list."""
    origin = getattr(idea, "origin", None)
    return idea.number if origin is None else _lines(idea.number, origin.old_number)


def _people(idea: Idea) -> Iterator[str]:
    """Who gave the idea and who would join in, as somebody at the counter asks for them."""
    yield searched_as(idea.contact)
    for offer in idea.offers.all():
        yield offer.name
        yield searched_as(offer.contact)


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _facets(idea: Idea) -> tuple[str, ...]:
    """Exactly what the wall filters by."""
    terms = [key for key in (idea.theme_id, idea.district_id) if key is not None]
    return (status_facet(idea.status), *map(term_facet, terms))


def _note(idea: Idea) -> str:
    return FICTIONAL if idea.is_fictional else ""


def audience(actor: Actor) -> Audience:
    """Who answers ideas searches their inside; everybody else the wall."""
    return Audience.INTERNAL if can_answer_ideas(actor) else Audience.PUBLIC


def jump(actor: Actor, typed: str) -> str:
    """The page of the idea with this number, for who answers ideas."""
    number = read_number(typed) if can_answer_ideas(actor) else ""
    if not number:
        return ""
    public_id = Idea.objects.filter(town=actor.town, number=number).values_list("public_id")
    return "".join(reverse("ideas:talk", args=list(found)) for found in public_id)


def numbered(town: Town, typed: str) -> Sequence[int]:
    """The idea of a town behind a readable number, whoever asks."""
    number = read_number(typed)
    if not number:
        return ()
    return tuple(Idea.objects.filter(town=town, number=number).values_list("pk", flat=True))


FINDABLE = Findable(
    kind=FINDABLE_KIND,
    number=2,
    label=_("Ideas"),
    objects=Idea.objects.all,
    texts=texts,
    audience=audience,
    jump=jump,
    numbered=numbered,
)


def index_ideas(*ideas: Idea) -> None:
    """Let search find these ideas as they are now; part of the transaction that changed them."""
    renew(FINDABLE, [idea.pk for idea in ideas])
