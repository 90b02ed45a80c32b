"""Rooms and demand: the register of premises, who looks for some, and the mediation between both and the projects."""
