"""Clusters of words from running text: words that stand among the same neighbours share a cluster.

Positive pointwise mutual information with the words one and two places to either side, its singular vectors
(Levy and Goldberg, "Neural word embedding as implicit matrix factorization", NIPS 2014), then k-means in two steps:
fine clusters of words, coarse clusters of fine ones. Everything is seeded. Needs numpy and scipy.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # sums of several threads differ from run to run

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds
from word_counts import normal

SEED = 0
RAREST = 3
"""Words that occur less often are in no cluster."""
CONTEXTS = 4000
DIMENSIONS = 80
FINE, MIDDLE, COARSE = 512, 128, 40

Array = NDArray[np.float64]


def cluster(sentences: Iterable[Sequence[str]]) -> dict[str, tuple[int, int, int]]:
    """The coarse, middle and fine cluster of each word that is frequent enough."""
    rows = [[normal(word) for word in sentence] for sentence in sentences]
    counts = Counter(word for row in rows for word in row)
    vocabulary = [word for word, count in sorted(counts.items(), key=lambda c: (-c[1], c[0])) if count >= RAREST]
    vectors = _vectors(rows, vocabulary)
    fine, centres = _k_means(vectors, FINE)
    middle, middle_centres = _k_means(centres, MIDDLE)
    coarse, _ = _k_means(middle_centres, COARSE)
    return {
        word: (int(coarse[middle[fine[i]]]), int(middle[fine[i]]), int(fine[i])) for i, word in enumerate(vocabulary)
    }


def _vectors(rows: Sequence[Sequence[str]], vocabulary: Sequence[str]) -> Array:
    index = {word: i for i, word in enumerate(vocabulary)}
    words: list[int] = []
    contexts: list[int] = []
    for row in rows:
        ids = [index.get(word, -1) for word in row]
        for i, word in enumerate(ids):
            if word < 0:
                continue
            for place, offset in enumerate((-1, 1, -2, 2)):
                j = i + offset
                neighbour = ids[j] if 0 <= j < len(ids) else CONTEXTS
                if 0 <= neighbour <= CONTEXTS:
                    words.append(word)
                    contexts.append(place * (CONTEXTS + 1) + neighbour)
    shape = (len(vocabulary), 4 * (CONTEXTS + 1))
    matrix = csr_matrix((np.ones(len(words)), (words, contexts)), shape=shape)
    matrix.sum_duplicates()
    by_word = np.asarray(matrix.sum(1)).ravel()
    by_context = np.asarray(matrix.sum(0)).ravel() ** 0.75
    by_context /= by_context.sum()
    entries = matrix.tocoo()
    information = np.log(entries.data / (by_word[entries.row] * by_context[entries.col] + 1e-9))
    positive = csr_matrix((np.maximum(information, 0), (entries.row, entries.col)), shape=shape)
    start = np.random.default_rng(SEED).standard_normal(min(shape))
    left, values, _ = svds(positive, k=min(DIMENSIONS, min(shape) - 1), v0=start)
    vectors: Array = left * np.sqrt(values)
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)


def _k_means(vectors: Array, size: int, rounds: int = 25) -> tuple[NDArray[np.int64], Array]:
    """Lloyd's algorithm on the sphere: the cluster of each vector, and the centres."""
    random = np.random.default_rng(SEED)
    size = min(size, len(vectors))
    centres = vectors[np.sort(random.choice(len(vectors), size, replace=False))]
    nearest = np.zeros(len(vectors), dtype=np.int64)
    for _ in range(rounds):
        nearest = np.argmax(vectors @ centres.T, axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, vectors)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(lengths > 0, sums / np.maximum(lengths, 1e-9), centres)
    return nearest, centres
