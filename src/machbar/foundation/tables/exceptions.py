"""What can go wrong when a table is taken in; the texts may be shown as they are."""


class TablesError(Exception):
    """Base of all errors about tables."""


class NotTaken(TablesError):
    """The table holds something that cannot be taken; nothing has changed."""


class AlreadySettled(TablesError):
    """The batch was taken, dropped or undone meanwhile."""
