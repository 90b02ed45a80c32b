"""One module a command of `machbar`: `add_arguments(parser)` and `run(arguments) -> int` (the exit status).

Modules are imported only when their command is called, so that no command pays for another one's packages.
"""
