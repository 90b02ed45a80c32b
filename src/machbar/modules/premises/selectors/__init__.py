"""Reading premises and demand, with everything the page needs."""
