"""What the house keeps about people: the record of it, what is kept about one person, and who was affected."""
