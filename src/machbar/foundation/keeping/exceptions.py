"""Why a backup is not made or not taken; the texts may be shown as they are."""


class KeepingError(Exception):
    """Base of all errors about backups; nothing that was there before has changed."""


class NotReadable(KeepingError):
    """The file is no backup of ours, is damaged, cut, of a newer version, or hides something."""


class WrongPassphrase(KeepingError):
    """The passphrase is missing or does not open the file."""


class NotRestored(KeepingError):
    """The content is not what the backup says it is, or the place where it shall go is taken."""


class NotWritten(KeepingError):
    """The disk refused; no file that looks like a backup is left behind."""
