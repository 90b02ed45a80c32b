"""Many at once want the same slot: one gets it."""

from pathlib import Path

import pytest

from tests.racing import race


@pytest.mark.django_db(transaction=True)
def test_of_sixty_six_tries_at_one_slot_one_wins(tmp_path: Path) -> None:
    assert race("slots", tmp_path) == {"tries": 66, "booked": 1, "rows": 1, "mails": 1}
