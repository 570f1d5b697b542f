"""What the articles of one fact say together, as :mod:`kg.identity.events` has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from kg.graph.turtle import Term
from kg.identity.events import SHARE
from kg.vocabulary import KG, SCHEMA, SEM

ROLES = frozenset({"agent", "patient", "recipient", "participant", "origin", "destination", "theme", "topic"})
TIMES = (SEM.hasTimeStamp, SEM.hasBeginTimeStamp, SEM.hasEndTimeStamp)
VARYING = {
    KG.confidence,
    SCHEMA.about,
    SCHEMA.text,
    KG.title,
    SEM.hasPlace,
    *TIMES,
    *(str(KG) + role for role in ROLES),
}
"""Predicates of facts whose values may be of some of the articles only."""
_CORE = ("agent", "patient", "recipient", "participant")

_Time = tuple[str | None, str | None]


class Account(NamedTuple):
    """What one article says of a fact."""

    article: str
    values: Mapping[str, list[Term]]


def rank(account: Account) -> tuple[object, ...]:
    """Sorts the best informed first."""
    time = _time(account)
    core = sum(len(account.values.get(str(KG) + role, ())) for role in _CORE)
    return (-_precision(time), -core, time[0] or "", account.article)


def together(accounts: Sequence[Account]) -> dict[str, list[Term]]:
    """What several accounts of one fact say together; the best informed comes first."""
    whole: dict[str, list[Term]] = {}
    for predicate in {p for account in accounts for p in account.values}:
        given = [account.values.get(predicate, []) for account in accounts]
        if predicate in TIMES:
            best = max(_precision(_time(account)) for account in accounts)
            whole[predicate] = next(a.values.get(predicate, []) for a in accounts if _precision(_time(a)) == best)
        elif predicate == KG.confidence:
            numbers = [value for values in given for value in values if isinstance(value, ox.Literal)]
            whole[predicate] = [max(numbers, key=lambda number: float(number.value))]
        elif predicate == SCHEMA.text:
            whole[predicate] = given[0]
        elif predicate == KG.title:
            whole[predicate] = [min((v for values in given for v in values), key=str)]
        else:
            counts = Counter(value for values in given for value in values)
            least = 0.0 if predicate == SCHEMA.about else SHARE * sum(bool(values) for values in given)
            whole[predicate] = [value for value, count in counts.items() if count >= least]
    return whole


def _time(account: Account) -> _Time:
    day, begin, end = (
        next((v.value for v in account.values.get(p, ()) if isinstance(v, ox.Literal)), None) for p in TIMES
    )
    return day or begin, end


def _precision(time: _Time) -> int:
    return 0 if time[0] is None else 2 * len(time[0]) + (time[1] is not None)
