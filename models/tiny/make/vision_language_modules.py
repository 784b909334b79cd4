"""The torch modules of the tiny models that see and write: an eye of three convolutions and a small
transformer with a cache of keys and values, named the way Transformers.js feeds and reads them."""

import torch
from torch import nn


class Eye(nn.Module):
    """pixel_values [batch, 3, size, size] -> one vector per 8 x 8 patch [batch, patches, width]."""

    def __init__(self, size, width, place=0.02):
        """`place` is how much the place of a patch counts at first, next to what is seen there."""
        super().__init__()
        self.convolutions = nn.Sequential(
            nn.Conv2d(3, 16, 3, 2, 1), nn.ReLU(),
            nn.Conv2d(16, 32, 3, 2, 1), nn.ReLU(),
            nn.Conv2d(32, width, 3, 2, 1), nn.ReLU(),
        )
        self.place = nn.Parameter(torch.randn(1, (size // 8) ** 2, width) * place)
        self.norm = nn.LayerNorm(width)

    def forward(self, pixel_values):
        features = self.convolutions(pixel_values).flatten(2).transpose(1, 2)
        return self.norm(features + self.place)


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads, self.size = heads, width // heads
        self.query, self.key = nn.Linear(width, width), nn.Linear(width, width)
        self.value, self.out = nn.Linear(width, width), nn.Linear(width, width)

    def split(self, hidden):
        return hidden.view(hidden.shape[0], hidden.shape[1], self.heads, self.size).transpose(1, 2)

    def forward(self, hidden, source, past=None):
        query, key, value = (
            self.split(self.query(hidden)), self.split(self.key(source)), self.split(self.value(source)))
        if past is not None:
            key, value = torch.cat([past[0], key], 2), torch.cat([past[1], value], 2)
        scores = query @ key.transpose(2, 3) / self.size ** 0.5
        if past is not None:  # attention of a text to itself: none sees what comes after it
            before = past[0].shape[2]
            rows = torch.arange(before, before + hidden.shape[1])
            columns = torch.arange(before + hidden.shape[1])
            scores = scores.masked_fill(columns[None, :] > rows[:, None], -1e4)
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).flatten(2)
        return self.out(mixed), key, value


class Layer(nn.Module):
    def __init__(self, width, heads, sees):
        super().__init__()
        self.itself, self.norm = Attention(width, heads), nn.LayerNorm(width)
        if sees:
            self.picture, self.picture_norm = Attention(width, heads), nn.LayerNorm(width)
        self.think = nn.Sequential(
            nn.LayerNorm(width), nn.Linear(width, 2 * width), nn.ReLU(), nn.Linear(2 * width, width))

    def forward(self, hidden, picture, past):
        normed = self.norm(hidden)
        mixed, key, value = self.itself(normed, normed, past)
        hidden = hidden + mixed
        if picture is not None:
            hidden = hidden + self.picture(self.picture_norm(hidden), picture)[0]
        return hidden + self.think(hidden), key, value


class Writer(nn.Module):
    """Embeddings and the past -> hidden states and the new past, flat as key, value, key, value."""

    def __init__(self, width, layers, heads=2, sees=False, longest=96):
        super().__init__()
        self.width, self.heads = width, heads
        self.place = nn.Embedding(longest, width)
        self.layers = nn.ModuleList(Layer(width, heads, sees) for _ in range(layers))
        self.norm = nn.LayerNorm(width)

    def no_past(self, batch=1):
        empty = torch.zeros(batch, self.heads, 0, self.width // self.heads)
        return [empty] * (2 * len(self.layers))

    def forward(self, embeddings, past, picture=None):
        before = past[0].shape[2]
        hidden = embeddings + self.place(torch.arange(before, before + embeddings.shape[1]))
        present = []
        for index, layer in enumerate(self.layers):
            hidden, key, value = layer(hidden, picture, (past[2 * index], past[2 * index + 1]))
            present += [key, value]
        return self.norm(hidden), present
