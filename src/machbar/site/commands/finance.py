"""`machbar finance CASES.json`: the best financing plan for each case, as a JSON list on standard output."""

import argparse
import json
import sys
from pathlib import Path

from machbar.reasoning.reading import InputError, Problem, Record, read_records
from machbar.site.commands.progress import show_progress
from machbar.site.commands.texts import not_verified, printable
from machbar.site.commands.words import gettext


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file of cases, and how long to search."""
    parser.add_argument(
        "cases", type=Path, help=gettext("a JSON file with one case or a list of cases")
    )
    parser.add_argument(
        "--most-nodes",
        type=_positive,
        metavar="N",
        help=gettext(
            "end each search after N nodes of its tree; an answer that is not proven by then says so"
            " (status “bounded” with its gap). Without it the search goes on until everything is proven"
        ),
    )


def run(arguments: argparse.Namespace) -> int:
    """Read everything first: one wrong case, and nothing is written."""
    from machbar.modules.funding.core.financing import (
        NotVerified,
        SolverFailed,
        answer_record,
        case_of,
        solve,
    )

    records = read_records(arguments.cases)
    _refuse_equal_ids(records)
    cases = [case_of(record) for record in records]
    answers = []
    for done, case in enumerate(cases):
        show_progress(done, len(cases))
        try:
            answers.append(answer_record(solve(case, most_nodes=arguments.most_nodes)))
        except (NotVerified, SolverFailed) as error:
            show_progress(len(cases), len(cases))
            _say(f"{printable(arguments.cases)}, {printable(case.id)}: {not_verified()} ({error})")
            return 1
    show_progress(len(cases), len(cases))
    json.dump(answers, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
    return 0


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(
            gettext("%(text)r is not a whole number above 0") % {"text": text}
        )
    return int(text)


def _refuse_equal_ids(records: tuple[Record, ...]) -> None:
    seen = set()
    for record in records:
        key = record.values.get("id")
        if isinstance(key, str) and key in seen:
            raise InputError(Problem.DUPLICATE_ID, record.where, "id", key)
        if isinstance(key, str):
            seen.add(key)


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
