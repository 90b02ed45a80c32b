"""Projects, the hub: stages, the five slots and the project sheet. Cannot be switched off."""
