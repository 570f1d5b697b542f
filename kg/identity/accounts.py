"""What each article says of a fact that several report."""

from __future__ import annotations

from collections.abc import Iterable

from kg.identity.corpus import Account

_SINGLE = ("text", "title")
"""Of these a fact has one."""


def by_article(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """One account an article, sorted by article; none where fewer than two articles report the fact."""
    found: dict[int, Account] = {}
    for account in accounts:
        known = found.get(account.article)
        found[account.article] = account if known is None else _both(known, account)
    return tuple(found[article] for article in sorted(found)) if len(found) > 1 else ()


def _both(one: Account, other: Account) -> Account:
    """Two accounts of one article: who takes part, the first text, the more precise time, the higher confidence."""
    begin, end = max((one.begin, one.end), (other.begin, other.end), key=lambda time: len(time[0] or ""))
    more = (argument for argument in other.arguments if argument.role not in _SINGLE)
    arguments = tuple(dict.fromkeys([*one.arguments, *more]))
    return Account(one.article, arguments, begin, end, max(one.confidence, other.confidence))
