"""Logistic regression with a quadratic penalty, in pure Python: few features, few facts, same result everywhere.

Newton's method (iteratively reweighted least squares): Hastie, Tibshirani and Friedman, "The Elements of Statistical
Learning", 2nd ed., 4.4.1.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_STEPS = 25
_ENOUGH = 1e-8
_LEAST_SLOPE = 1e-9

Row = Mapping[str, float]


class Fitted(NamedTuple):
    """Log-odds = intercept + sum of weight times feature."""

    intercept: float
    weights: dict[str, float]

    def probability(self, row: Row) -> float:
        """Of a row's being right."""
        log_odds = self.intercept + sum(self.weights.get(name, 0.0) * value for name, value in row.items())
        return _sigmoid(log_odds)


def fit(rows: Sequence[Row], right: Sequence[bool], penalty: float) -> Fitted:
    """Find the weights that make the labels likeliest, less ``penalty / 2`` times their squares.

    The intercept is free. Without rows it is 0.
    """
    names = sorted({name for row in rows for name in row})
    column = {name: at for at, name in enumerate(names, start=1)}
    sparse = [[(0, 1.0), *sorted((column[name], value) for name, value in row.items())] for row in rows]
    beta = [0.0] * (len(names) + 1)
    for _ in range(_STEPS if rows else 0):
        gradient = [0.0, *(-penalty * weight for weight in beta[1:])]
        hessian = [[0.0] * len(beta) for _ in beta]
        hessian[0][0] = _LEAST_SLOPE
        for at in range(1, len(beta)):
            hessian[at][at] = penalty
        for row, label in zip(sparse, right, strict=True):
            p = _sigmoid(sum(beta[at] * value for at, value in row))
            slope = max(p * (1 - p), _LEAST_SLOPE)
            for at, value in row:
                gradient[at] += (label - p) * value
                line, scaled = hessian[at], slope * value
                for other, factor in row:
                    line[other] += scaled * factor
        step = _solve(hessian, gradient)
        beta = [weight + change for weight, change in zip(beta, step, strict=True)]
        if max(map(abs, step)) < _ENOUGH:
            break
    return Fitted(beta[0], dict(zip(names, beta[1:], strict=True)))


def log_loss(probabilities: Sequence[float], right: Sequence[bool]) -> float:
    """Mean surprise at the labels, in nats."""
    surprise = (-math.log(max(p if label else 1 - p, 1e-12)) for p, label in zip(probabilities, right, strict=True))
    return sum(surprise) / max(1, len(right))


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


def _solve(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """Solve a symmetric positive definite system by Cholesky's decomposition."""
    size = len(vector)
    lower = [[0.0] * size for _ in range(size)]
    for i in range(size):
        row = lower[i]
        for j in range(i + 1):
            rest = matrix[i][j] - sum(a * b for a, b in zip(row[:j], lower[j][:j], strict=True))
            row[j] = math.sqrt(max(rest, 1e-12)) if i == j else rest / lower[j][j]
    forward: list[float] = []
    for i in range(size):
        forward.append((vector[i] - sum(a * b for a, b in zip(lower[i][:i], forward, strict=True))) / lower[i][i])
    solution = [0.0] * size
    for i in reversed(range(size)):
        rest = forward[i] - sum(lower[k][i] * solution[k] for k in range(i + 1, size))
        solution[i] = rest / lower[i][i]
    return solution
