"""The codes that records of premises and demand hold; their German texts are in the models and in `labels.py`."""

from enum import StrEnum


class UnitKind(StrEnum):
    """What a unit is (domain.md F29: also courtyards, gardens, windows, public places and furniture)."""

    SHOP = "shop"
    OFFICE = "office"
    WORKSHOP = "workshop"
    HALL = "hall"
    STORAGE = "storage"
    SHED = "shed"
    FLAT = "flat"
    COURTYARD = "courtyard"
    GARDEN = "garden"
    WINDOW = "window"
    PLACE = "place"
    FURNITURE = "furniture"
    OTHER = "other"


class UnitState(StrEnum):
    """How a unit is used at present (domain.md, section 9); what is public about it is another matter."""

    USED = "used"
    ANNOUNCED = "announced"
    EMPTY = "empty"
    MEDIATION = "mediation"
    INTERIM = "interim"
    PERMANENT = "permanent"


class ConsentField(StrEnum):
    """The parts of a unit's card that its owner lets out one by one; nothing is public without."""

    STREET = "street"
    HOUSE_NUMBER = "house_number"
    POSITION = "position"
    AREA = "area"
    FLOOR = "floor"
    ACCESS = "access"
    EQUIPMENT = "equipment"
    USE = "use"
    CONDITION = "condition"
    VACANCY = "vacancy"
    RENT = "rent"
    TERM = "term"
    DESCRIPTION = "description"
    PICTURES = "pictures"
    OWNER = "owner"


class DemandKind(StrEnum):
    """What somebody looks for."""

    ROOM = "room"
    USERS = "users"
    PARTNER = "partner"
    CARRIER = "carrier"


class DemandState(StrEnum):
    """Where a search stands: from open to settled, or expired (domain.md, section 9)."""

    OPEN = "open"
    SUGGESTED = "suggested"
    VISIT = "visit"
    AGREEMENT = "agreement"
    SETTLED = "settled"
    EXPIRED = "expired"


class Wanted(StrEnum):
    """How much a search depends on a feature."""

    MUST = "must"
    WISH = "wish"
    NO_MATTER = "no_matter"


class Asked(StrEnum):
    """The features of a unit that a search may want, in the order in which they are asked."""

    GROUND_FLOOR = "ground_floor"
    STEP_FREE = "step_free"
    WATER = "water"
    TOILET = "toilet"
    POWER = "power"
    HEATING = "heating"
    INTERNET = "internet"
    STORAGE = "storage"


class MediationStage(StrEnum):
    """The path from a suggestion to a use that has ended (domain.md F35)."""

    SUGGESTED = "suggested"
    CONTACT = "contact"
    VISIT = "visit"
    AGREEMENT = "agreement"
    RUNNING = "running"
    ENDED = "ended"
    DECLINED = "declined"
