"""What can go wrong with pictures; the texts may be shown as they are."""


class MediaError(Exception):
    """Base of all errors about pictures."""


class NoRoom(MediaError):
    """The disk has no room for another picture."""


class NotReadyForRelease(MediaError):
    """A picture lacks its description, its credit or the consent; released pictures have all three."""
