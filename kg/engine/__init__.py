"""How many articles at once. Knows nothing of Indonesian or RDF."""

from kg.engine.workers import available_cores, ordered_map

__all__ = ["available_cores", "ordered_map"]
