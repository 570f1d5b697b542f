"""The interactive picture of a graph: one HTML file that needs nothing but a browser.

``docs/explorer.md`` says what a reader sees and why it is made so.
"""

from __future__ import annotations

from kg.explorer.page import render

__all__ = ["render"]
