"""What can go wrong with contacts; the texts may be shown as they are."""


class ContactError(Exception):
    """Base of all errors about contacts."""


class ChangedMeanwhile(ContactError):
    """Somebody else saved the contact between reading and saving."""
