"""The command ``kg``: reads the command line, calls one public function, prints, sets the exit code.

Results go to stdout, messages to stderr. Exit codes: 0 fine, 1 there were findings or some input failed, 2 the command
line is wrong, 3 it cannot go on. One module a command; ``shell`` is what they share.
"""

from importlib import import_module
from pkgutil import iter_modules

from kg.cli.shell import app, main

for _command in sorted(module.name for module in iter_modules(__path__)):
    import_module(f"{__name__}.{_command}")  # puts its command into the application: `kg --help` has them by name

__all__ = ["app", "main"]
