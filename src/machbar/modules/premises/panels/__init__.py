"""What stands on the team's card of a unit besides the card itself, one file a part."""
