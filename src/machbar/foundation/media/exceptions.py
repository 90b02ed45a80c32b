"""What can go wrong with pictures; the texts may be shown as they are."""


class MediaError(Exception):
    """Base of all errors about pictures."""


class NoRoom(MediaError):
    """No picture can be kept just now: the disk is full, or the store is away."""


class StoreAway(OSError):
    """The store for pictures cannot be reached, or refuses what we ask."""


class NotReadyForRelease(MediaError):
    """A picture lacks its description, its credit or the consent; released pictures have all three."""
