"""The page *Sicherungen*: what lies on the shelf, when the next one is made, and what the operator may do."""
