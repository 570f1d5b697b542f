"""Several graphs → one graph and a report."""

from __future__ import annotations

from kg.merging.merge import Merged, merge
from kg.merging.report import Report

__all__ = ["Merged", "Report", "merge"]
