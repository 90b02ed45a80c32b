"""What can go wrong with ideas; the texts may be shown as they are."""


class IdeaError(Exception):
    """Base of all errors about ideas."""


class ReasonMissing(IdeaError):
    """An idea shall be closed without saying why."""


class AlreadyWithdrawn(IdeaError):
    """The giver has taken the idea back; there is nobody left to answer."""


class DecidedMeanwhile(IdeaError):
    """Somebody else has answered the idea or hung it up since the page was opened."""


class AnswerIsOut(IdeaError):
    """An answer shall be taken back that somebody may have got already."""


class PhotoGone(IdeaError):
    """The photo that was kept for the form is no longer there."""


class CannotJoin(IdeaError):
    """These two ideas cannot be joined, or taken apart."""


class AlreadyJoined(CannotJoin):
    """An idea is joined with another one: that one is answered, and nothing is joined twice."""


class CannotBundle(IdeaError):
    """An idea cannot be put into a bundle, or a bundle cannot be what it shall become."""


class CardTaken(IdeaError):
    """The row of the grid was saved before, with other words."""


class ScanGone(IdeaError):
    """The scan was typed or removed meanwhile."""


class NoOffers(IdeaError):
    """Nobody can join in with this idea any more."""
