"""Writing premises and demand: one function per deed, each with its trace in the audit trail."""
