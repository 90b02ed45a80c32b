"""The team of a town: invitations, roles, sign-ins, and how somebody leaves."""
