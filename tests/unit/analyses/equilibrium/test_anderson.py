import numpy as np
import pytest

from entrepot.analyses.equilibrium.anderson import Anderson


def sweeps(depth: int) -> int:
    """Sweeps of x -> Ax + b until it stands still; A shrinks by 0.95 at best."""
    chance = np.random.default_rng(0)
    basis = np.linalg.qr(chance.normal(size=(20, 20)))[0]
    matrix, b = basis * np.linspace(0.1, 0.95, 20) @ basis.T, chance.normal(size=20)
    x, memory = np.zeros(20), Anderson(20, depth)
    for count in range(1, 1000):
        image = matrix @ x + b
        if np.abs(image - x).max() < 1e-9:
            assert x == pytest.approx(np.linalg.solve(np.eye(20) - matrix, b), abs=1e-7)
            return count
        x = memory.step(image, image - x) if depth else image
    raise AssertionError


def test_a_linear_fixed_point_is_found_in_far_fewer_sweeps() -> None:
    assert sweeps(8) < sweeps(0) / 5


def test_what_is_forgotten_leaves_the_plain_step() -> None:
    memory, image = Anderson(3, 2), np.array([1.0, 2.0, 3.0])
    memory.step(image, image)
    memory.forget()
    assert np.array_equal(memory.step(image / 2, image / 3), image / 2)
