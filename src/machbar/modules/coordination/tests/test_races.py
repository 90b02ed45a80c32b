"""Several people at once: one request, one letter, one owner of a task."""

from pathlib import Path

import pytest

from tests.racing import race
from tests.threads import THREADS


@pytest.mark.django_db(transaction=True)
def test_threads_at_once_make_one_request_one_letter_and_one_owner(tmp_path: Path) -> None:
    assert race("groups", tmp_path) == {
        "taken": 1,
        "requests": 1,
        "letters": 1,
        "mails": THREADS,
    }
