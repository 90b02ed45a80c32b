"""What can go wrong with ideas; the texts may be shown as they are."""


class IdeaError(Exception):
    """Base of all errors about ideas."""


class ReasonMissing(IdeaError):
    """An idea shall be closed without saying why."""


class AlreadyWithdrawn(IdeaError):
    """The giver has taken the idea back; there is nobody left to answer."""


class PhotoGone(IdeaError):
    """The photo that was kept for the form is no longer there."""


class CardTaken(IdeaError):
    """The row of the grid was saved before, with other words."""


class ScanGone(IdeaError):
    """The scan was typed or removed meanwhile."""


class NoOffers(IdeaError):
    """Nobody can join in with this idea any more."""
