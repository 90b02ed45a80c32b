"""The mails about rooms and demand, one file a subject; each mail goes exactly once."""
