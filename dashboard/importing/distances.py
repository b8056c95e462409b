"""Which of many points lie near each other, without comparing each with each."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import numpy as np
import numpy.typing as npt

EARTH_KM = 6371.0

Points = npt.NDArray[np.float64]  # a row each: latitude, longitude in degrees


def on_sphere(points: Points) -> Points:
    """The points as x, y, z in kilometres; nearby, the straight distance is that on the ground."""
    latitude, longitude = np.radians(points).T
    level = np.cos(latitude)
    return EARTH_KM * np.column_stack(
        [level * np.cos(longitude), level * np.sin(longitude), np.sin(latitude)]
    )


def near_pairs(points: Points, km: float) -> Iterator[tuple[int, int, float]]:
    """Each pair nearer than that, once, the lower number first, with its distance in kilometres."""
    at = on_sphere(points)
    cells: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for number, cell in enumerate(np.floor(at / km).astype(int).tolist()):
        for step in product((-1, 0, 1), repeat=3):
            for other in cells.get(tuple(a + b for a, b in zip(cell, step, strict=True)), ()):
                far = float(np.linalg.norm(at[number] - at[other]))
                if far < km:
                    yield other, number, far
        cells[tuple(cell)].append(number)
