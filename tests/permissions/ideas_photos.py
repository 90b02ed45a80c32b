"""Rows of the files of photos."""

from tests.permissions.ideas_shapes import ANSWERING
from tests.permissions.ideas_world import file_of
from tests.permissions.table import (
    Case,
    Outcome,
    Row,
    Target,
    everyone,
    team,
)


def _file(relation: str, outcome: Outcome, arguments: Target, *, is_team: bool = False) -> Case:
    expected = team(*ANSWERING, yes=outcome) if is_team else everyone(outcome)
    return Case(relation=relation, arguments=arguments, get=expected)


PHOTO_FILES = [
    Row(
        route="ideas:idea_photo",
        cases=(
            _file(
                "a released photo of a public idea",
                Outcome.OK,
                lambda w: (w.ours.public_idea.public_id, file_of(w.ours.public_idea)),
            ),
            _file(
                "a photo of an internal idea",
                Outcome.MISSING,
                lambda w: (w.ours.internal_idea.public_id, file_of(w.ours.internal_idea)),
            ),
            _file(
                "a file that the photo does not have",
                Outcome.MISSING,
                lambda w: (w.ours.public_idea.public_id, "480-0000000000000000.webp"),
            ),
            _file(
                "a photo of the other town",
                Outcome.MISSING,
                lambda w: (w.theirs.public_idea.public_id, file_of(w.theirs.public_idea)),
            ),
        ),
    ),
    Row(
        route="ideas:receipt_photo",
        cases=(
            _file(
                "the link's own photo",
                Outcome.OK,
                lambda w: (w.ours.internal_token, file_of(w.ours.internal_idea)),
            ),
            _file(
                "a link of the other town",
                Outcome.MISSING,
                lambda w: (w.theirs.internal_token, file_of(w.theirs.internal_idea)),
            ),
            _file("no link", Outcome.MISSING, lambda w: ("A" * 22, file_of(w.ours.internal_idea))),
        ),
    ),
    Row(
        route="ideas:talk_photo",
        cases=(
            _file(
                "an internal photo",
                Outcome.OK,
                lambda w: (w.ours.internal_idea.public_id, file_of(w.ours.internal_idea)),
                is_team=True,
            ),
            _file(
                "a file that the photo does not have",
                Outcome.MISSING,
                lambda w: (w.ours.internal_idea.public_id, "..%2f..%2fkeys"),
                is_team=True,
            ),
            _file(
                "a photo of the other town",
                Outcome.MISSING,
                lambda w: (w.theirs.public_idea.public_id, file_of(w.theirs.public_idea)),
                is_team=True,
            ),
        ),
    ),
]
