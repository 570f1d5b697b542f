"""The command ``kg``: reads the command line, calls one public function, prints, sets the exit code.

Results go to stdout, messages to stderr. Exit codes: 0 fine, 1 there were findings or some input failed, 2 the command
line is wrong, 3 it cannot go on. One module a command (or a pair that belongs together); ``shell`` is what they share.
"""

# Each puts its command into the application, in the order of `kg --help`.
from kg.cli import (
    build,
    diff,
    explain,
    export,
    merge,
    push,
    query,
    reconcile,
    retract,
    serve,
    store,
    validate,
    view,
)
from kg.cli.shell import app, main

__all__ = [
    "app",
    "build",
    "diff",
    "explain",
    "export",
    "main",
    "merge",
    "push",
    "query",
    "reconcile",
    "retract",
    "serve",
    "store",
    "validate",
    "view",
]
