"""A sentence of a history that only who keeps the register reads."""

from machbar.foundation.surfaces.module import EventLabel, Text


def inside(sentence: Text, **more: object) -> EventLabel:
    """An event that is no one's business outside the team."""
    return EventLabel(sentence=sentence, is_internal=True, **more)  # type: ignore[arg-type]
