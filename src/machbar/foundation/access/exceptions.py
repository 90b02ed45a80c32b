"""What can go wrong with access; the texts may be shown as they are."""

from django.core.exceptions import PermissionDenied


class AccessError(Exception):
    """Base of all errors of access."""


class ForOperators(PermissionDenied):
    """What only those who run the server see or do: no admin of a town could give the right to it (403)."""


class PairingRefused(AccessError):
    """A pairing code is wrong, too old, or tried too often."""


class CodeRefused(AccessError):
    """A code for a new device is wrong, too old, or asked for too often."""
