"""`machbar finance CASES.json`: the best financing plan for each case, as a JSON list on standard output."""

import argparse
import json
import sys
from pathlib import Path

from machbar.reasoning.reading import InputError, Problem, read_records


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file of cases."""
    parser.add_argument("cases", type=Path, help="a JSON file with one case or a list of cases")


def run(arguments: argparse.Namespace) -> int:
    """Read everything first: one wrong case, and nothing is written."""
    from machbar.modules.funding.core.financing import answer_record, case_of, solve

    records = read_records(arguments.cases)
    cases = [case_of(record) for record in records]
    seen: set[str] = set()
    for record, case in zip(records, cases, strict=True):
        if case.id in seen:
            raise InputError(Problem.DUPLICATE_ID, record.where, "id", case.id)
        seen.add(case.id)
    answers = []
    for number, case in enumerate(cases, start=1):
        answers.append(answer_record(solve(case)))
        if sys.stderr.isatty():
            print(f"\r{number}/{len(cases)}", end="", file=sys.stderr)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    json.dump(answers, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
    return 0
