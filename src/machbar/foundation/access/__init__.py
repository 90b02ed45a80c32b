"""Who is asking: the Actor, personal links, the counter device."""
