"""The team's address book: owners, administration, press, funders, associations. Never public."""
