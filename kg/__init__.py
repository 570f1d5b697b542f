"""kabar: Indonesian news articles in, a knowledge graph out.

::

    import kg

    graph = kg.build(["seeds/"])
    graph.query("SELECT ?label { ?e a kg:Meeting ; rdfs:label ?label }")
    graph.write("output")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.errors import InputError, KabarError, KnowledgeError, OutputError, QueryError
    from kg.graph import Graph
    from kg.pipeline import build

__version__ = "0.1.0"
__all__ = ["Graph", "InputError", "KabarError", "KnowledgeError", "OutputError", "QueryError", "__version__", "build"]

_HOMES = {"Graph": "kg.graph", "build": "kg.pipeline"}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: ``kg --help`` needs none of them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES.get(name, "kg.errors")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
