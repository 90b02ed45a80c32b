"""The town's profile: what an admin says about house, door and imprint, and what is still missing."""
