"""What survives when the server is killed without warning."""
