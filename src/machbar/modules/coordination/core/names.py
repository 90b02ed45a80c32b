"""What a group may read of somebody's name."""


def first_name_of(name: str) -> str:
    """The first word of a name as it was given; empty for an empty name."""
    words = name.split()
    return words[0] if words else ""
