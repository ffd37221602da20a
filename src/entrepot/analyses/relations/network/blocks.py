"""What is left of a network without one of its bodies, for all bodies at once.

The tree of blocks and articulation points (Hopcroft and Tarjan 1973) tells the size of every part without
taking the bodies out one after the other: linear in the network, not in its square.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import networkx as nx

NAMED = 12
"""How many of the bodies that are cut off are named."""


def parts_without(graph: Any) -> dict[str, tuple[tuple[int, ...], tuple[str, ...]]]:
    """For each articulation point the sizes of the parts left without it, largest first, and who is cut off.

    Args:
        graph: a networkx graph with names as nodes.

    Returns:
        By name: sizes of the parts of its own component, and names outside the largest part, the first
        `NAMED` in the order of the alphabet of those found.
    """
    cut = set(nx.articulation_points(graph))
    if not cut:
        return {}
    tree, weights = _tree(graph, cut)
    found: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {}
    for component in nx.connected_components(tree):
        root = min(node for node in component if isinstance(node, int))
        below = _weights_below(tree, root, weights)
        parents = {child: parent for parent, child in nx.bfs_edges(tree, root)}
        for point in sorted(node for node in component if isinstance(node, str)):
            above = below[root] - below[point]
            sized = [(above if n == parents[point] else below[n], n) for n in tree[point]]
            sized.sort(key=lambda part: (-part[0], part[1]))
            names = sorted(islice(_names(tree, point, [n for _, n in sized[1:]], weights), NAMED))
            found[point] = tuple(size for size, _ in sized), tuple(names)
    return found


def _tree(graph: Any, cut: set[str]) -> tuple[Any, dict[int, list[str]]]:
    """Blocks (numbers) and the articulation points they hang on; the other bodies of each block."""
    tree = nx.Graph()
    own: dict[int, list[str]] = {}
    blocks = sorted(sorted(block) for block in nx.biconnected_components(graph))
    for number, block in enumerate(blocks):
        own[number] = [name for name in block if name not in cut]
        tree.add_edges_from((number, name) for name in block if name in cut)
    return tree, own


def _weights_below(tree: Any, root: int, own: dict[int, list[str]]) -> dict[Any, int]:
    """Bodies in the tree below each node, itself included."""
    nodes = nx.node_connected_component(tree, root)
    below = {node: len(own[node]) if isinstance(node, int) else 1 for node in nodes}
    for parent, child in reversed(list(nx.bfs_edges(tree, root))):
        below[parent] += below[child]
    return below


def _names(tree: Any, point: str, starts: list[Any], own: dict[int, list[str]]) -> Iterator[str]:
    """Names of bodies beyond the given blocks, without the point they hang on."""
    waiting: list[Any] = list(starts)
    passed: set[Any] = {point, *starts}
    while waiting:
        node = waiting.pop(0)
        yield from own[node] if isinstance(node, int) else [node]
        fresh = sorted((n for n in tree[node] if n not in passed), key=str)
        passed.update(fresh)
        waiting += fresh
