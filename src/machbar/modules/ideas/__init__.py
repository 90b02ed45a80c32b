"""Ideas: handing in without an account, receipts, answers, the way from an idea to a project."""
