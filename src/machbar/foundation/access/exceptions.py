"""What can go wrong with access; the texts may be shown as they are."""


class AccessError(Exception):
    """Base of all errors of access."""


class PairingRefused(AccessError):
    """A pairing code is wrong, too old, or tried too often."""


class CodeRefused(AccessError):
    """A code for a new device is wrong, too old, or asked for too often."""
