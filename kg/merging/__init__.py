"""Several graphs → one graph and a report."""

from __future__ import annotations

from kg.merging.merge import Merged, merge
from kg.merging.report import Report
from kg.merging.withdrawal import retract

__all__ = ["Merged", "Report", "merge", "retract"]
