"""A graph in the formats of other programs."""

from __future__ import annotations

from kg.exports.export import EXPORTS, Export, export

__all__ = ["EXPORTS", "Export", "export"]
