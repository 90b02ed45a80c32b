"""Sentences that stand on pages, in mails and in letters alike, one file a subject."""
