"""The pure core of funding: which programmes fit (eligibility, matching) and which plan finances a project."""
