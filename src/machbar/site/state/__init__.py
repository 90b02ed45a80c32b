"""The state of a server as a traffic light: for whoever looks after it, on the command line and on a page."""
