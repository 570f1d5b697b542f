"""Where each node stands: a force layout in two levels, computed when the file is made.

Positions are complex numbers, because the repulsion of a charge at *w* on one at *z* is then one division
(``1 / (z - w)``, conjugated), which makes plain Python fast enough for the few hundred nodes of a picture.
No randomness and no clock: the same graph stands the same way every time.
``docs/explorer.md`` gives the measurements behind the choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

Links = Sequence[tuple[int, int]]
"""Pairs of node numbers."""

_TURN = complex(-0.7373688780783197, 0.6754902942615238)
"""A turn by the golden angle: successive turns spread points evenly round a centre."""
_ASPECT = 1.2
"""Width over height of the canvas the picture is made for."""
_CELL = 36.0
"""Side of the cells, in pixels, by which the pieces of a picture are kept apart."""
_GRAVITY = 0.05
_SPREAD = 1.6
"""Share of the sum of all nodes' discs that the picture covers."""


def place(radii: Sequence[float], links: Links, is_satellite: Sequence[bool]) -> list[complex]:
    """Find a position for every node, so that linked nodes are near and no two discs overlap.

    What hangs together is laid out by itself; the pieces then stand round the largest. In a piece, the nodes that are
    not satellites are laid out first, linked where they share a satellite; each satellite then starts between its
    neighbours and all settle together.

    Args:
        radii: the room each node needs round its centre, in pixels at scale 1.
        links: pairs of node numbers.
        is_satellite: per node, whether it starts between its neighbours (an event among its participants).

    Returns:
        positions in pixels at scale 1, centred on 0.
    """
    positions = [0j] * len(radii)
    pieces = _pieces(len(radii), links)
    placed = [_place_piece(piece, radii, within, is_satellite) for piece, within in pieces]
    grounds = [_ground(zs, [radii[i] for i in piece]) for zs, (piece, _) in zip(placed, pieces, strict=True)]
    for middle, zs, (piece, _) in zip(_pack(grounds), placed, pieces, strict=True):
        for z, i in zip(zs, piece, strict=True):
            positions[i] = middle + z
    return _centred(positions) if positions else []


def _pieces(count: int, links: Links) -> list[tuple[list[int], Links]]:
    """The nodes that hang together, with their links by number within the piece; the largest piece first."""
    neighbours: list[list[int]] = [[] for _ in range(count)]
    for a, b in links:
        neighbours[a].append(b)
        neighbours[b].append(a)
    piece_of = [-1] * count
    pieces: list[list[int]] = []
    for start in range(count):
        if piece_of[start] >= 0:
            continue
        piece_of[start] = len(pieces)
        found = [start]
        for i in found:
            for j in neighbours[i]:
                if piece_of[j] < 0:
                    piece_of[j] = len(pieces)
                    found.append(j)
        pieces.append(sorted(found))
    rank = [0] * count
    for piece in pieces:
        for number, i in enumerate(piece):
            rank[i] = number
    within: list[list[tuple[int, int]]] = [[] for _ in pieces]
    for a, b in links:
        within[piece_of[a]].append((rank[a], rank[b]))
    return sorted(zip(pieces, within, strict=True), key=lambda pair: (-len(pair[0]), pair[0][0]))


def _ground(positions: Sequence[complex], radii: Sequence[float]) -> list[tuple[int, int]]:
    """The cells that a piece covers, without holes: what stands apart must not stand inside it."""
    rows: dict[int, tuple[int, int]] = {}
    for z, r in zip(positions, radii, strict=True):
        left, right = int((z.real - r) // _CELL), int((z.real + r) // _CELL)
        for y in range(int((z.imag - r) // _CELL), int((z.imag + r) // _CELL) + 1):
            known = rows.get(y, (left, right))
            rows[y] = (min(left, known[0]), max(right, known[1]))
    return [(x, y) for y, (left, right) in rows.items() for x in range(left, right + 1)]


def _pack(grounds: Sequence[list[tuple[int, int]]]) -> list[complex]:
    """Where the middle of each piece stands, none on another's ground: the first at 0, each as near to it as it can."""
    taken: set[tuple[int, int]] = set()
    middles: list[complex] = []
    ways = _ways_out(4 + sum(map(len, grounds)))
    at = 0
    found: dict[int, int] = {}  # by size of ground: what is as large finds no nearer place
    for ground in grounds:
        at = found.get(len(ground), at * 3 // 5)
        # One cell to spare on every side.
        while any((x + ways[at][0], y + ways[at][1]) in taken for x, y in ground):
            at += 1
            if at == len(ways):
                ways = _ways_out(2 * len(ways))
        found[len(ground)] = at
        across, down = ways[at]
        taken.update((x + across + i, y + down + j) for x, y in ground for i in (-1, 0, 1) for j in (-1, 0, 1))
        middles.append(complex(across * _CELL, down * _CELL))
    return middles


def _ways_out(count: int) -> list[tuple[int, int]]:
    """Steps from the middle to the nearest cells on an oval of the canvas's proportions, the nearest first."""
    reach = int(sqrt(count)) + 2
    cells = [(x, y) for x in range(-reach, reach + 1) for y in range(-reach, reach + 1)]
    return sorted(cells, key=lambda cell: ((cell[0] / _ASPECT) ** 2 + cell[1] ** 2, cell))


def _place_piece(
    piece: list[int], all_radii: Sequence[float], links: Links, satellites: Sequence[bool]
) -> list[complex]:
    """Positions of nodes that hang together, centred on 0."""
    count = len(piece)
    radii = [all_radii[i] for i in piece]
    is_satellite = [satellites[i] for i in piece]
    neighbours: list[list[int]] = [[] for _ in range(count)]
    for a, b in links:
        neighbours[a].append(b)
        neighbours[b].append(a)
    if count < 4:
        return _in_a_row(radii, [len(near) for near in neighbours])
    hubs = sorted((i for i in range(count) if not is_satellite[i]), key=lambda i: -len(neighbours[i]))
    positions = [0j] * count
    for hub, z in zip(hubs, _place_hubs(hubs, neighbours, is_satellite), strict=True):
        positions[hub] = z
    _seat_satellites(positions, neighbours, is_satellite)
    weights = [1.0 + 0.5 * len(near) for near in neighbours]
    _settle(positions, neighbours, weights, rounds=8, reach=1.2)
    _fit(positions, radii)
    _part(positions, radii, rounds=14 if count < 1000 else 10)
    return _centred(positions)


def _in_a_row(radii: Sequence[float], degrees: Sequence[int]) -> list[complex]:
    """Positions of up to three nodes, aslant, so that lines and labels are seen; what joins two between."""
    order = sorted(range(len(radii)), key=lambda i: degrees[i])
    if len(order) == 3:
        order = [order[0], order[2], order[1]]
    positions = [0j] * len(radii)
    at = 0.0
    for i in order:
        positions[i] = (at + radii[i] * 1.5) * (1 + 0.35j)
        at += radii[i] * 3
    return [z - at / 2 * (1 + 0.35j) for z in positions]


def _spiral(count: int) -> list[complex]:
    """Points spread evenly over a disc, one unit apart, the first in the middle."""
    points = []
    direction = 1 + 0j
    for i in range(count):
        points.append(direction * sqrt(i))
        direction *= _TURN
    return points


def _place_hubs(hubs: list[int], neighbours: list[list[int]], is_satellite: Sequence[bool]) -> list[complex]:
    """Positions of the hubs alone: a hub is next to another that it is linked to, or shares a satellite with."""
    rank = {hub: i for i, hub in enumerate(hubs)}
    near: list[list[int]] = []
    for hub in hubs:
        shared: dict[int, None] = {}
        for other in neighbours[hub]:
            through = neighbours[other] if is_satellite[other] else (other,)
            # A satellite with very many neighbours says little about any two of them, and costs the square.
            for far in through[:12]:
                if far != hub and far in rank:
                    shared[rank[far]] = None
        near.append(list(shared))
    if not hubs:
        return []
    positions = _spiral(len(hubs))
    weights = [1.0 + len(neighbours[hub]) for hub in hubs]
    _settle(positions, near, weights, rounds=30 if len(hubs) < 300 else 24, reach=4.0)
    return positions


def _seat_satellites(positions: list[complex], neighbours: list[list[int]], is_satellite: Sequence[bool]) -> None:
    """Start each satellite between its neighbours, a little aside so that no two start on one point."""
    aside = 1 + 0j
    for i, near in enumerate(neighbours):
        if not is_satellite[i]:
            continue
        aside *= _TURN
        anchors = [positions[j] for j in near if not is_satellite[j]]
        middle = sum(anchors) / len(anchors) if anchors else 0j
        outward = 1.6 if len(anchors) < 2 else 0.5
        positions[i] = middle + aside * outward


def _settle(
    positions: list[complex], neighbours: list[list[int]], weights: list[float], *, rounds: int, reach: float
) -> None:
    """Move the nodes by repulsion, attraction along links and a pull to the middle, ever more gently.

    Args:
        positions: changed in place; units are arbitrary, about one per node.
        neighbours: per node, the nodes it is linked to.
        weights: per node, how strongly it pushes.
        rounds: how many moves.
        reach: the longest first move.
    """
    for step in range(rounds):
        limit = reach * (1 - step / rounds) + 0.02
        pushes = _repulsion(positions, weights)
        moved = []
        for i, z in enumerate(positions):
            weight = weights[i]
            pull = sum([positions[j] - z for j in neighbours[i]]) / weight
            force = pushes[i] + pull - complex(z.real * _GRAVITY, z.imag * _GRAVITY * _ASPECT * _ASPECT)
            length = sqrt(force.real * force.real + force.imag * force.imag)
            moved.append(z + (force * (limit / length) if length > limit else force))
        positions[:] = moved


def _repulsion(positions: list[complex], weights: list[float]) -> list[complex]:
    """The push on each node: exact from the cells round it, from the others as if each cell were one point."""
    cells: dict[tuple[int, int], list[int]] = {}
    side = _cell_side(positions)
    for i, z in enumerate(positions):
        cells.setdefault((int(z.real // side), int(z.imag // side)), []).append(i)
    lumps = {}
    for key, members in cells.items():
        mass = sum([weights[i] for i in members])
        lumps[key] = (sum([positions[i] * weights[i] for i in members]) / mass, mass)
    pushes = [0j] * len(positions)
    for (x, y), members in cells.items():
        far = [lump for (u, v), lump in lumps.items() if not (-1 <= u - x <= 1 and -1 <= v - y <= 1)]
        near = [
            (positions[i], weights[i])
            for u in (x - 1, x, x + 1)
            for v in (y - 1, y, y + 1)
            for i in cells.get((u, v), ())
        ]
        for i in members:
            z = positions[i]
            push = sum([mass / (z - c) for c, mass in far]) + sum([w / (z - c) for c, w in near if c != z])
            pushes[i] = complex(push).conjugate()
    return pushes


def _cell_side(positions: list[complex]) -> float:
    """A side that puts about five nodes into a cell."""
    width, height = _extent(positions)
    return max(sqrt(width * height * 5 / len(positions)), 1e-6)


def _extent(positions: list[complex]) -> tuple[float, float]:
    """Width and height of the box round all positions, never nothing."""
    xs = [z.real for z in positions]
    ys = [z.imag for z in positions]
    return max(max(xs) - min(xs), 1e-3), max(max(ys) - min(ys), 1e-3)


def _fit(positions: list[complex], radii: Sequence[float]) -> None:
    """Stretch the picture to the shape of the canvas and to the area that its nodes need."""
    width, height = _extent(positions)
    room = 4 * sum([r * r for r in radii]) * _SPREAD
    tall = sqrt(room / _ASPECT)
    wide = tall * _ASPECT
    # Half-way to the canvas's own proportions: more would distort what the forces found.
    both = sqrt(wide * tall / (width * height))
    across, down = (wide / width + both) / 2, (tall / height + both) / 2
    positions[:] = [complex(z.real * across, z.imag * down) for z in positions]


def _part(positions: list[complex], radii: Sequence[float], *, rounds: int) -> None:
    """Push apart discs that overlap."""
    side = 2 * max(radii)
    for _ in range(rounds):
        cells: dict[tuple[int, int], list[int]] = {}
        for i, z in enumerate(positions):
            cells.setdefault((int(z.real // side), int(z.imag // side)), []).append(i)
        clashes = 0
        for (x, y), members in cells.items():
            ahead = [j for key in ((x + 1, y - 1), (x + 1, y), (x + 1, y + 1), (x, y + 1)) for j in cells.get(key, ())]
            for at, i in enumerate(members):
                for j in (*members[at + 1 :], *ahead):
                    least = radii[i] + radii[j]
                    if abs(positions[i] - positions[j]) < least * 0.9995:
                        _part_two(positions, i, j, least)
                        clashes += 1
        if not clashes:
            return


def _part_two(positions: list[complex], i: int, j: int, least: float) -> None:
    """Push two nodes apart to the distance *least*."""
    gap = positions[i] - positions[j]
    length = abs(gap)
    away = gap / length if length > 1e-9 else 1 + 0j
    push = away * ((least - length) / 2)
    positions[i] += push
    positions[j] -= push


def _centred(positions: list[complex]) -> list[complex]:
    """The same picture with the middle of its box at 0."""
    xs = [z.real for z in positions]
    ys = [z.imag for z in positions]
    middle = complex((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    return [z - middle for z in positions]
