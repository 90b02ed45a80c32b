"""Public rooms as the cards that lists, slides and panels draw."""

from collections.abc import Iterable
from dataclasses import dataclass

from machbar.foundation.media.models import Picture
from machbar.modules.premises.labels.public import kind_name, room_line, room_more, room_name
from machbar.modules.premises.selectors.public import Room


@dataclass(frozen=True, kw_only=True)
class RoomCard:
    """A room in words; ``picture`` is its first public one. ``street`` and ``key`` tie it to its point on the map."""

    key: str
    name: str
    kind: str
    line: str
    more: str
    street: str
    description: str
    picture: Picture | None
    has_point: bool
    is_fictional: bool
    is_promised: bool

    @classmethod
    def of(cls, room: Room) -> "RoomCard":
        """The card of a room."""
        return cls(
            key=room.public_id,
            name=room_name(room.unit),
            kind=kind_name(room.unit),
            line=room_line(room.unit),
            more=room_more(room.unit),
            street=room.unit.card.street,
            description=room.unit.card.description,
            picture=next(iter(room.pictures), None),
            has_point=room.unit.card.position is not None,
            is_fictional=room.is_fictional,
            is_promised=room.is_promised,
        )


def room_cards(rooms: Iterable[Room]) -> list[RoomCard]:
    """The cards of these rooms, in their order."""
    return [RoomCard.of(room) for room in rooms]
