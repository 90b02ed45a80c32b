"""What can go wrong while somebody is erased; the texts may be shown as they are."""


class NotErased(Exception):
    """Something of the person would have stayed, therefore nothing was changed."""
