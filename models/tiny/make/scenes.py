"""Drawn scenes on which the tiny models of pictures are trained: coloured shapes, antialiased, on plain or
gently textured backgrounds, with exact boxes, masks and the order from back to front. Numpy only.

    rng = numpy.random.default_rng(1)
    scene = draw_scene(rng, 128, Recipe(shapes=(2, 8)))
"""

from dataclasses import dataclass, field

import numpy as np

LABELS = ("circle", "square", "triangle", "star")

COLOURS = {
    "red": (0.86, 0.15, 0.15),
    "orange": (0.96, 0.55, 0.10),
    "yellow": (0.96, 0.84, 0.15),
    "green": (0.15, 0.62, 0.25),
    "blue": (0.13, 0.35, 0.85),
    "purple": (0.52, 0.20, 0.68),
}

# Corners, and the radius at which the sides between them turn inwards (1 where they are straight).
POLYGONS = {"square": (4, 1.0), "triangle": (3, 1.0), "star": (5, 0.5)}


@dataclass(frozen=True)
class Recipe:
    """How scenes vary. Sizes are shares of the picture."""

    shapes: tuple = (2, 8)
    sizes: tuple = (1 / 8, 1 / 3)
    # Least distance of two centres, in sums of their radii; below 1 shapes overlap.
    spacing: float = 1.0
    # Width over height of the picture before a processor makes it square.
    aspects: tuple = (0.7, 1.45)
    # Only the named colours instead of any that stands out.
    named_colours: bool = False


@dataclass(frozen=True)
class Shape:
    label: str
    colour: np.ndarray
    box: tuple  # x1, y1, x2, y2 in pixels
    mask: np.ndarray = field(repr=False)  # coverage of what can be seen of it, 0 to 1, height x width
    colour_name: str = ""


@dataclass(frozen=True)
class Coverage:
    """How much of each pixel a shape covers, in the part of the picture that it lies in."""

    window: tuple
    shares: np.ndarray


@dataclass(frozen=True)
class Scene:
    pixels: np.ndarray  # height x width x 3, 0 to 1
    shapes: tuple  # from the back to the front


def draw_scene(rng, size, recipe=Recipe()):
    aspect = np.exp(rng.uniform(*np.log(recipe.aspects)))
    # Pixels of the square picture for one unit of the shape, across and down.
    scale = (min(1.0, 1 / aspect), min(1.0, aspect))
    background = draw_background(rng, size)
    middle = background.mean((0, 1))
    pixels, shapes = background, []
    for x, y, radius in place(rng, size, recipe, scale):
        label = LABELS[rng.integers(len(LABELS))]
        name, colour = pick_colour(rng, middle, recipe)
        turn = rng.uniform(-0.35, 0.35) if rng.random() < 0.6 else 0.0
        coverage, box = cover(size, label, (x, y, radius, turn, scale))
        paint(rng, pixels, coverage, colour)
        hide(shapes, coverage)
        mask = np.zeros((size, size))
        mask[coverage.window] = coverage.shares
        shapes.append(Shape(label, colour, box, mask, name))
    if rng.random() < 0.5:
        pixels = pixels + rng.normal(0, 0.01, pixels.shape)
    return Scene(np.clip(pixels, 0, 1).astype(np.float32), tuple(shapes))


def place(rng, size, recipe, scale):
    """Centres and radii, in pixels, that keep their distance and stay within the picture."""
    wanted = rng.integers(recipe.shapes[0], recipe.shapes[1] + 1)
    placed = []
    for _ in range(wanted * 30):
        if len(placed) == wanted:
            break
        radius = rng.uniform(*recipe.sizes) * size / 2
        margins = [radius * s + 1 for s in scale]
        x, y = (rng.uniform(m, size - m) for m in margins)
        if all(
            np.hypot((x - px) / scale[0], (y - py) / scale[1]) >= recipe.spacing * (radius + pr) + 1
            for px, py, pr in placed
        ):
            placed.append((x, y, radius))
    return placed


def pick_colour(rng, background, recipe):
    names = list(COLOURS)
    for _ in range(50):
        name = names[rng.integers(len(names))] if recipe.named_colours or rng.random() < 0.3 else ""
        colour = rng.random(3) if name == "" else np.array(COLOURS[name]) + rng.normal(0, 0.035, 3)
        if np.abs(colour - background).max() > 0.35:
            break
    return name, np.clip(colour, 0, 1)


def cover(size, label, pose):
    """The shape's coverage and its exact box."""
    x, y, radius, turn, (sx, sy) = pose
    left, right = max(0, int(x - radius * sx) - 2), min(size, int(x + radius * sx) + 3)
    top, bottom = max(0, int(y - radius * sy) - 2), min(size, int(y + radius * sy) + 3)
    across = (np.arange(left, right)[None] + 0.5 - x) / sx
    down = (np.arange(top, bottom)[:, None] + 0.5 - y) / sy
    if label == "circle":
        distance = np.hypot(across, down) - radius
        box = (x - radius * sx, y - radius * sy, x + radius * sx, y + radius * sy)
    else:
        distance = polygon_distance(label, radius, turn, across, down)
        corners = polygon_corners(label, radius, turn) * (sx, sy) + (x, y)
        box = (*corners.min(0), *corners.max(0))
    shares = np.clip(0.5 - distance * min(sx, sy), 0, 1)
    return Coverage((slice(top, bottom), slice(left, right)), shares), box


def hide(shapes, coverage):
    """What is drawn later hides what is behind it."""
    for shape in shapes:
        shape.mask[coverage.window] *= 1 - coverage.shares


def first_corner(label, turn):
    """Angle of a corner: triangles and stars point up, squares lie on a side."""
    return turn + (-np.pi / 4 if label == "square" else -np.pi / 2)


def polygon_distance(label, radius, turn, across, down):
    corners, depth = POLYGONS[label]
    half = np.pi / corners
    angle = np.arctan2(down, across) - first_corner(label, turn)
    folded = np.abs((angle + half) % (2 * half) - half)  # all sides fall onto one
    length = np.hypot(across, down)
    px, py = length * np.cos(folded), length * np.sin(folded)
    # The side runs from the corner to the place half way to the next corner.
    inner = radius * np.cos(half) if depth == 1 else radius * depth
    dx, dy = inner * np.cos(half) - radius, inner * np.sin(half)
    return ((px - radius) * dy - py * dx) / np.hypot(dx, dy)


def polygon_corners(label, radius, turn):
    corners = POLYGONS[label][0]
    angles = first_corner(label, turn) + np.arange(corners) * 2 * np.pi / corners
    return radius * np.stack([np.cos(angles), np.sin(angles)], 1)


def paint(rng, pixels, coverage, colour):
    """Fills the shape, sometimes a little lighter towards one side."""
    part = pixels[coverage.window]
    fill = colour
    if rng.random() < 0.3:
        fill = colour + np.linspace(-0.06, 0.06, part.shape[0])[:, None, None]
    pixels[coverage.window] = part + (fill - part) * coverage.shares[..., None]


def draw_background(rng, size):
    base = rng.random(3) if rng.random() < 0.5 else 1 - 0.2 * rng.random(3)
    pixels = np.tile(base, (size, size, 1))
    kind = rng.integers(3)
    if kind == 1:
        pixels = pixels + np.linspace(0, 1, size)[:, None, None] * rng.uniform(-0.15, 0.15, 3)
    if kind == 2:
        pixels = pixels + smooth_noise(rng, size)[..., None] * rng.uniform(0.02, 0.08)
    return np.clip(pixels, 0, 1)


def smooth_noise(rng, size):
    """Clouds between -1 and 1: a coarse grid of chance values, blended."""
    cells = int(rng.integers(3, 9))
    grid = rng.uniform(-1, 1, (cells + 1, cells + 1))
    at = np.linspace(0, cells, size, endpoint=False)
    low, part = at.astype(int), at % 1
    rows = grid[low] * (1 - part)[:, None] + grid[low + 1] * part[:, None]
    return rows[:, low] * (1 - part) + rows[:, low + 1] * part
