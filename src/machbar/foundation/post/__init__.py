"""Outgoing mail: the outbox, sending exactly once, the mailbox page of the demo."""
