"""The parts of the tiny diffusion model, as torch modules that take and give what the parts of Stable Diffusion
do. Linear layers are convolutions of size one, since Debian's torch multiplies matrices slowly."""

import math

import torch
from torch import nn
from torch.nn import functional as F

LATENTS = 4  # channels of a latent, a quarter as high and wide as its picture
WORDS = 16  # tokens of every prompt
TEXT = 64  # width of a token's hidden state
STEPS = 1000  # of the noise
# Scaled linear as Stable Diffusion's, with more noise at the end: a plain ground in a small picture would be seen
# through less, and what was begun from nothing but noise would have the colour of that noise.
BETAS = (0.00085, 0.02)
BLOCKS = (64, 96)  # channels of the U-Net at 8 x 8 and at 4 x 4
INNER = 128  # width of what time and text say together
COLOUR_GAIN, LEANING_GAIN = 1.5, 15.0  # so that each channel is about one wide
BLUR = 0.2  # standard deviation of the noise that the decoder learns to bear


def conv(before, after, size=3, stride=1):
    return nn.Conv2d(before, after, size, stride, size // 2)


def zero(layer):
    for parameter in layer.parameters():
        nn.init.zeros_(parameter)
    return layer


# ---- Pictures and latents ----------------------------------------------------------------------------


class Plain(nn.Module):
    """A residual block without norms."""

    def __init__(self, width):
        super().__init__()
        self.layers = nn.Sequential(nn.SiLU(), conv(width, width), nn.SiLU(), conv(width, width))

    def forward(self, x):
        return x + self.layers(x)


class Encoder(nn.Module):
    """sample [n, 3, 64, 64] from -1 to 1 -> latent_parameters [n, 8, 16, 16]: means, logarithms of variances.

    Nothing in it is learnt: a latent is the mean colour of 4 x 4 pixels, and how they brighten downwards to the
    right, which says where in them an edge runs.
    """

    def __init__(self):
        super().__init__()
        ramp = (torch.arange(4) - 1.5) / 16
        weights = torch.zeros(LATENTS, 3, 4, 4)
        weights[range(3), range(3)] = COLOUR_GAIN / 16
        weights[3] = LEANING_GAIN / 3 * (ramp[None] + ramp[:, None])
        self.register_buffer("weights", weights)

    def forward(self, sample):
        means = F.conv2d(sample, self.weights, stride=4)
        return torch.cat([means, torch.zeros_like(means) + 2 * math.log(BLUR)], 1)


class Decoder(nn.Module):
    """latent_sample [n, 4, 16, 16] -> sample [n, 3, 64, 64]"""

    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            conv(LATENTS, 64), Plain(64), Plain(64), nn.SiLU(), conv(64, 96), nn.PixelShuffle(2),
            Plain(24), nn.SiLU(), conv(24, 12), nn.PixelShuffle(2))

    def forward(self, latent_sample):
        return self.layers(latent_sample)


# ---- Prompts -----------------------------------------------------------------------------------------


class TextEncoder(nn.Module):
    """input_ids [n, 16] -> last_hidden_state [n, 16, 64] and its mean; a word reads its neighbours."""

    def __init__(self, words):
        super().__init__()
        self.words = nn.Embedding(words, TEXT)
        self.place = nn.Parameter(torch.randn(1, TEXT, WORDS) * 0.02)
        self.layers = nn.ModuleList(
            nn.Sequential(nn.SiLU(), nn.Conv1d(TEXT, TEXT, 3, 1, 1), nn.SiLU(), nn.Conv1d(TEXT, TEXT, 1))
            for _ in range(2))

    def forward(self, input_ids):
        x = self.words(input_ids).transpose(1, 2) + self.place
        for layer in self.layers:
            x = x + layer(x)
        return x.transpose(1, 2), x.mean(2)


# ---- Noise -------------------------------------------------------------------------------------------


class Said(nn.Module):
    """timestep [n or 1] and encoder_hidden_states [n, 16, 64] -> what both say [n, 128, 1, 1]"""

    def __init__(self):
        super().__init__()
        self.time = nn.Sequential(conv(64, INNER, 1), nn.SiLU(), conv(INNER, INNER, 1))
        self.text = nn.Sequential(conv(TEXT, INNER, 1), nn.SiLU(), conv(INNER, INNER, 1))
        self.register_buffer("rates", torch.exp(-math.log(10000) * torch.arange(32) / 32)[None])

    def forward(self, timestep, hidden):
        angles = timestep.float().view(-1, 1) * self.rates
        waves = torch.cat([angles.sin(), angles.cos()], 1)[..., None, None]
        return F.silu(self.time(waves) + self.text(hidden.mean(1)[..., None, None] * math.sqrt(WORDS)))


class Residual(nn.Module):
    """Two convolutions; what is said scales and shifts between them."""

    def __init__(self, width):
        super().__init__()
        self.norm, self.first = nn.GroupNorm(8, width), conv(width, width)
        self.said = conv(INNER, 2 * width, 1)
        self.inner_norm, self.second = nn.GroupNorm(8, width), zero(conv(width, width))

    def forward(self, x, said):
        scale, shift = self.said(said).chunk(2, 1)
        h = self.first(F.silu(self.norm(x)))
        h = self.inner_norm(h) * (1 + scale) + shift
        return x + self.second(F.silu(h))


class Attention(nn.Module):
    """Every place looks at every other: so shapes are counted."""

    HEADS = 4

    def __init__(self, width):
        super().__init__()
        self.norm, self.asked = nn.GroupNorm(8, width), conv(width, 3 * width, 1)
        self.end = zero(conv(width, width, 1))
        self.scale = 1 / math.sqrt(width // self.HEADS)

    def forward(self, x):
        n, width, height, length = x.shape
        query, key, value = self.asked(self.norm(x)).view(n, 3, self.HEADS, width // self.HEADS, -1).unbind(1)
        weights = (query.transpose(2, 3) @ key * self.scale).softmax(3)
        seen = value @ weights.transpose(2, 3)
        return x + self.end(seen.reshape(n, width, height, length))


class Down(nn.Module):
    """The way down, which the U-Net and the ControlNet both have: five tensors to add on the way up."""

    def __init__(self):
        super().__init__()
        near, far = BLOCKS
        self.said = Said()
        self.begin = nn.Conv2d(LATENTS, near, 4, 2, 1)
        self.near = nn.ModuleList(Residual(near) for _ in range(2))
        self.halve = conv(near, far, 3, 2)
        self.far = Residual(far)
        self.middle = Residual(far)
        self.near_places, self.far_places = Attention(near), Attention(far)

    def forward(self, sample, timestep, hidden, hint=None):
        said = self.said(timestep, hidden)
        x = self.begin(sample)
        kept = [x := x if hint is None else x + hint]
        first, second = self.near
        kept.append(x := first(x, said))
        kept.append(x := self.near_places(second(x, said)))
        kept.append(x := self.halve(x))
        kept.append(x := self.far_places(self.far(x, said)))
        return kept, self.middle(x, said), said


RESIDUALS = (BLOCKS[0],) * 3 + (BLOCKS[1],) * 2  # channels of what a ControlNet adds, with the middle's behind


class UNet(nn.Module):
    """Noisy latents -> out_sample, the velocity; a ControlNet's five residuals and the middle's may follow."""

    def __init__(self):
        super().__init__()
        near, far = BLOCKS
        self.down = Down()
        self.far = Residual(far)
        self.widen = conv(far, 4 * near, 1)
        self.near = nn.ModuleList(Residual(near) for _ in range(2))
        self.norm, self.end = nn.GroupNorm(8, near), zero(conv(near, 4 * LATENTS))
        self.near_places, self.far_places = Attention(near), Attention(far)

    def forward(self, sample, timestep, encoder_hidden_states, *residuals):
        kept, x, said = self.down(sample, timestep, encoder_hidden_states)
        if residuals:
            kept = [mine + added for mine, added in zip(kept, residuals)]
            x = x + residuals[-1]
        x = self.far_places(self.far(x + kept[4], said)) + kept[3]
        x = F.pixel_shuffle(self.widen(x), 2)
        first, second = self.near
        x = self.near_places(first(x + kept[2], said))
        x = second(x + kept[1], said)
        x = self.end(F.silu(self.norm(x + kept[0])))
        return F.pixel_shuffle(x, 2)


class ControlNet(nn.Module):
    """A copy of the way down that also sees white edges on black, controlnet_cond [n, 3, 64, 64] from 0 to 1."""

    def __init__(self):
        super().__init__()
        self.hint = nn.Sequential(
            nn.Conv2d(3, 16, 4, 2, 1), nn.SiLU(), nn.Conv2d(16, 32, 4, 2, 1), nn.SiLU(),
            nn.Conv2d(32, BLOCKS[0], 4, 2, 1), nn.SiLU(), zero(conv(BLOCKS[0], BLOCKS[0])))
        self.down = Down()
        self.zeros = nn.ModuleList(zero(conv(width, width, 1)) for width in (*RESIDUALS, BLOCKS[1]))

    def forward(self, sample, timestep, encoder_hidden_states, controlnet_cond):
        kept, middle, _ = self.down(sample, timestep, encoder_hidden_states, self.hint(controlnet_cond))
        return tuple(layer(x) for layer, x in zip(self.zeros, [*kept, middle]))


def alphas():
    """Cumulative products [1000]: the share of the picture's variance that is left at each step."""
    betas = torch.linspace(BETAS[0] ** 0.5, BETAS[1] ** 0.5, STEPS, dtype=torch.float64) ** 2
    return torch.cumprod(1 - betas, 0).float()
