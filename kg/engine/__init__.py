"""How many articles at once, and at what cost. Knows nothing of Indonesian or RDF."""

from kg.engine.collector import without_collector
from kg.engine.memo import Memo
from kg.engine.workers import available_cores, ordered_map

__all__ = ["Memo", "available_cores", "ordered_map", "without_collector"]
