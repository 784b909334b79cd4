"""What the tiny diffusion model is taught to draw: one to three shapes of one colour on a plain ground, with
the sentence that asks for them. Numpy only.

A seventh of all combinations of count, colour, shape and ground, told by a checksum, is kept for the figures.
"""

import zlib
from dataclasses import dataclass

import numpy as np
from scenes import COLOURS, LABELS, cover

SIDE = 64
COUNTS = (1, 2, 3)
GROUNDS = {**COLOURS, "white": (0.97, 0.97, 0.97), "black": (0.05, 0.05, 0.05), "grey": (0.5, 0.5, 0.5)}
# Diameter as a share of the picture: within what the detector of these models has seen.
SIZE = 0.31
# Nine places, row by row, and which of them shapes take together. A model this small draws sharply what always
# lies alike, and counts right where it can choose among a few layouts.
ROWS = (12, 32, 52)  # pixels across and down
LAYOUTS = {
    1: tuple((place,) for place in range(9)),
    2: ((3, 5), (1, 7), (0, 8), (2, 6)),
    3: ((0, 2, 7), (6, 8, 1), (0, 6, 5), (2, 8, 3)),
}
NUMBERS = {1: ("a", "a", "one", "1"), 2: ("two", "2"), 3: ("three", "3")}
OPENINGS = ("", "", "", "draw", "a picture of", "a drawing of", "paint", "show me")
PLACES = ("on {}", "on {}", "on a {} ground", "on a {} background", "before a {} background")
# Colours that are closer than this in every channel can't be told apart.
LEAST_CONTRAST = 0.35


@dataclass(frozen=True)
class Wish:
    """What a picture shows."""

    count: int
    colour: str
    shape: str
    ground: str

    @property
    def is_kept(self):
        """Whether it is kept for the figures, and never trained on."""
        return zlib.crc32(f"{self.count} {self.colour} {self.shape} {self.ground}".encode()) % 7 == 0


def contrast(colour, ground):
    return np.abs(np.subtract(COLOURS[colour], GROUNDS[ground])).max()


WISHES = tuple(
    Wish(count, colour, shape, ground)
    for count in COUNTS for colour in COLOURS for shape in LABELS for ground in GROUNDS
    if contrast(colour, ground) >= LEAST_CONTRAST
)
TRAINED = tuple(wish for wish in WISHES if not wish.is_kept)
KEPT = tuple(wish for wish in WISHES if wish.is_kept)


def plain_text(wish):
    """ "a red circle on blue", "two green squares on white"."""
    number = NUMBERS[wish.count][0]
    if number == "a" and wish.colour == "orange":
        number = "an"
    return f"{number} {wish.colour} {wish.shape}{'' if wish.count == 1 else 's'} on {wish.ground}"


def text_of(rng, wish):
    """A sentence for the wish, and the slots that it says; a colour or ground may be left to chance."""
    colour = "" if rng.random() < 0.05 else wish.colour
    ground = "" if rng.random() < 0.15 else wish.ground
    number = NUMBERS[wish.count][rng.integers(len(NUMBERS[wish.count]))]
    if number == "a" and colour == "orange":
        number = "an"
    shape = wish.shape + ("" if wish.count == 1 else "s")
    place = PLACES[rng.integers(len(PLACES))].format(ground)
    if ground == "orange":
        place = place.replace(" a ", " an ")
    words = [OPENINGS[rng.integers(len(OPENINGS))], number, colour, shape, place if ground else ""]
    return " ".join(word for word in words if word), (wish.count, colour, wish.shape, ground)


def placed(rng, count):
    """Middles of as many shapes."""
    layouts = LAYOUTS[count]
    return [(ROWS[place % 3], ROWS[place // 3]) for place in layouts[rng.integers(len(layouts))]]


def draw(rng, wish):
    """The picture, [64, 64, 3] from 0 to 1, and the coverage of all shapes, [64, 64]."""
    ground, colour = np.array(GROUNDS[wish.ground]), np.array(COLOURS[wish.colour])
    shares = np.zeros((SIDE, SIDE))
    for x, y in placed(rng, wish.count):
        coverage, _ = cover(SIDE, wish.shape, (x, y, SIZE * SIDE / 2, 0.0, (1.0, 1.0)))
        shares[coverage.window] = np.maximum(shares[coverage.window], coverage.shares)
    pixels = ground + (colour - ground) * shares[..., None]
    return np.clip(pixels, 0, 1).astype(np.float32), shares.astype(np.float32)


def outline(shares):
    """The rim of what is covered, one pixel wide and on the inside, as the canny expert draws it: 0 or 1."""
    inside = np.pad(shares >= 0.5, 1)
    middle = inside[1:-1, 1:-1]
    whole = inside[:-2, 1:-1] & inside[2:, 1:-1] & inside[1:-1, :-2] & inside[1:-1, 2:]
    return (middle & ~whole).astype(np.float32)
