"""Commands under the names Django looks for; this app stands above Django's own."""
