"""Setting up a town in the browser: the entrance with a secret from the console, the steps, the opening."""
