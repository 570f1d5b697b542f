"""The pages that are not the picture: where one asks, and what the graph says of one thing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from kg.query.cookbook import load_cookbook
from kg.server.things import page_words


class Pages:
    """Fills the templates; every word that is put into one is escaped.

    Args:
        base: what the graph's own IRIs begin with: they lead to pages here.
        size: how many triples the graph holds.
        language: "id" or "en".
    """

    def __init__(self, base: str, size: int, language: str) -> None:
        self._base = base
        folder = Path(__file__).parent / "templates"
        self._templates = Environment(loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True)
        words = {name: texts[language] for name, texts in page_words()["page"].items()}
        self._templates.globals.update(words=words, language=language, size=size, base=base, address=self._address)
        self._questions = [
            {"name": recipe.name, "title": recipe.question_id if language == "id" else recipe.question}
            for recipe in load_cookbook().values()
        ]

    def home(self) -> str:
        """YASGUI and the questions of the cookbook."""
        queries = {name: recipe.sparql for name, recipe in load_cookbook().items()}
        settings = _island({"queries": queries, "base": self._base})
        return self._templates.get_template("home.html").render(questions=self._questions, settings=settings)

    def thing(self, found: Mapping[str, Any]) -> str:
        """The page of a thing, see :func:`kg.server.things.thing`."""
        return self._templates.get_template("thing.html").render(thing=found)

    def missing(self, iri: str) -> str:
        """The page of a thing that the graph does not know."""
        return self._templates.get_template("missing.html").render(iri=iri)

    def _address(self, iri: str) -> str:
        """Where an IRI leads: to its page here if it is ours, to the web if it is an address there, else nowhere."""
        if iri.startswith(self._base):
            return "/id/" + quote(iri[len(self._base) :], safe="/#=,:@!$&'()*+;-._~")
        return iri if iri.startswith(("https://", "http://")) else ""


def _island(value: object) -> Markup:
    """JSON that can stand inside a script element."""
    text = json.dumps(value, ensure_ascii=False)
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))
