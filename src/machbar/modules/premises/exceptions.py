"""What can go wrong with premises, demand and their mediation; the texts may be shown as they are."""


class PremisesError(Exception):
    """Base of all errors about premises, demand, mediation and bookings."""


class ChangedMeanwhile(PremisesError):
    """Somebody else has changed the record since the form was opened."""


class AlreadyDecided(PremisesError):
    """The step has been taken, or the record is past it."""


class ReasonMissing(PremisesError):
    """Somebody is told no without a reason."""


class NotAgreed(PremisesError):
    """One of the two sides has not agreed yet."""


class RoomTaken(PremisesError):
    """The room or window is booked at that time."""


class NotBookable(PremisesError):
    """What is wished for does not fit the settings of the room or window."""


class TooManyBookings(PremisesError):
    """The same person has booked enough."""


class NameTaken(PremisesError):
    """There is a room or window of this name."""


class HouseThere(PremisesError):
    """A house with this address is on the street list already."""


class HouseInUse(PremisesError):
    """Something hangs on the house: a unit, or a walk-round."""


class TooManyPictures(PremisesError):
    """A unit has as many pictures as it takes."""


class PictureGone(PremisesError):
    """The picture that was kept for the form is no longer there."""
