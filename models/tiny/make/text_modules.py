"""What the tiny models that read texts are built and trained with: words, networks, drawn sentences."""

import math
import re
import unicodedata
import zlib

import torch
from torch import nn
from torch.nn import functional

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
PAD, UNK, CLS, SEP, MASK = range(5)
CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
MARKS = list(".,!?'\"-:;()[]/&")
LONGEST = 128


# --- words and tokens ------------------------------------------------------------------------------


def words_of(text):
    """As the tokenizer.json below does it: lower case, accents stripped, punctuation apart."""
    plain = unicodedata.normalize("NFD", text.lower())
    plain = "".join(c for c in plain if unicodedata.category(c) != "Mn")
    return re.findall(r"\[MASK\]|\w+|[^\w\s]", plain.replace("[mask]", "[MASK]"))


class Vocabulary:
    def __init__(self, words, pieces=()):
        single = list(CHARACTERS) + ["##" + c for c in CHARACTERS] + MARKS
        self.tokens = SPECIAL + list(dict.fromkeys(single + list(pieces) + sorted(set(words))))
        self.ids = {token: i for i, token in enumerate(self.tokens)}

    def pieces(self, word):
        if word in self.ids:
            return [self.ids[word]]
        ids, at = [], 0
        while at < len(word):
            for end in range(len(word), at, -1):
                token = ("##" if at else "") + word[at:end]
                if token in self.ids:
                    ids.append(self.ids[token])
                    at = end
                    break
            else:
                return [UNK]
        return ids

    def encode(self, text):
        return [i for word in words_of(text) for i in self.pieces(word)]


def sequence(first, second=None):
    ids = [CLS] + first + [SEP]
    types = [0] * len(ids)
    if second is not None:
        ids, types = ids + second + [SEP], types + [1] * (len(second) + 1)
    return ids, types


def batch_of(sequences):
    longest = max(len(ids) for ids, _ in sequences)
    pad = lambda values: values + [0] * (longest - len(values))
    ids = torch.tensor([pad(ids) for ids, _ in sequences])
    types = torch.tensor([pad(types) for _, types in sequences])
    mask = torch.tensor([pad([1] * len(ids)) for ids, _ in sequences])
    return ids, mask, types


def cases(vocabulary, texts):
    return batch_of([sequence(vocabulary.encode(first), None if second is None else vocabulary.encode(second))
                     for first, second in texts])


def vocabulary_of(*texts, pieces=()):
    return Vocabulary([w for text in texts for w in words_of(text)], pieces)


# --- the networks -----------------------------------------------------------------------------------


class Layer(nn.Module):
    def __init__(self, hidden, heads):
        super().__init__()
        self.heads, self.size = heads, hidden // heads
        self.joint, self.out = nn.Linear(hidden, 3 * hidden), nn.Linear(hidden, hidden)
        self.up, self.down = nn.Linear(hidden, 2 * hidden), nn.Linear(2 * hidden, hidden)
        self.norm1, self.norm2 = nn.LayerNorm(hidden), nn.LayerNorm(hidden)

    def forward(self, x, bias):
        batch, length, hidden = x.shape
        split = lambda t: t.reshape(batch, length, self.heads, self.size).transpose(1, 2)
        query, key, value = (split(t) for t in self.joint(self.norm1(x)).chunk(3, dim=-1))
        weights = (query @ key.transpose(2, 3) / math.sqrt(self.size) + bias).softmax(-1)
        x = x + self.out((weights @ value).transpose(1, 2).reshape(batch, length, hidden))
        return x + self.down(functional.gelu(self.up(self.norm2(x))))


def waves(length, hidden):
    """Sines and cosines: positions start out comparable with each other."""
    at = torch.arange(length).unsqueeze(1)
    rates = torch.exp(torch.arange(0, hidden, 2) * (-math.log(500.0) / hidden))
    table = torch.zeros(length, hidden)
    table[:, 0::2], table[:, 1::2] = torch.sin(at * rates), torch.cos(at * rates)
    return table


class Encoder(nn.Module):
    def __init__(self, size, hidden, layers=2, heads=4):
        super().__init__()
        self.word = nn.Embedding(size, hidden)
        self.place = nn.Parameter(0.3 * waves(LONGEST, hidden))
        self.kinds = nn.Embedding(2, hidden)
        nn.init.normal_(self.word.weight, std=0.3)
        nn.init.normal_(self.kinds.weight, std=0.3)
        self.layers = nn.ModuleList(Layer(hidden, heads) for _ in range(layers))
        self.norm = nn.LayerNorm(hidden)

    def forward(self, ids, mask, types):
        x = self.word(ids) + self.place[: ids.shape[1]] + self.kinds(types)
        bias = (1.0 - mask.float())[:, None, None, :] * -10000.0
        for layer in self.layers:
            x = layer(x, bias)
        return self.norm(x)


class Vectors(nn.Module):
    """One state a token, by attention: what sentence vectors are the means of."""

    kind = "states"

    def __init__(self, vocabulary, hidden=48):
        super().__init__()
        self.hidden = hidden
        self.encoder = Encoder(len(vocabulary.tokens), hidden)
        self.sizes = {"hidden_size": hidden, "num_hidden_layers": 2, "num_attention_heads": 4,
                      "intermediate_size": 2 * hidden, "type_vocab_size": 2}

    def forward(self, ids, mask, types):
        return self.encoder(ids, mask, types)


class Neighbours(nn.Module):
    """States [batch, hidden, length] -> the same, where each token has read `reach` tokens on either
    side. What is masked counts as nothing, so that padding changes no answer."""

    def __init__(self, hidden, reach, layers=1):
        super().__init__()
        self.layers = nn.ModuleList(
            nn.Conv1d(hidden, hidden, 2 * reach + 1, padding=reach) for _ in range(layers))

    def forward(self, x, seen):
        for layer in self.layers:
            x = x + functional.gelu(layer(x)) * seen
        return x


class Reader(nn.Module):
    """A word's meaning comes from the words near it, wherever in a long text they stand: takes what BERT
    takes and answers as BERT does, with convolutions in place of attention, which learn within seconds.

    `kind`: pooled (one answer a text), pairs (one for two texts), tokens (one a token), spans (two a
    token of the second text, given the first), words (the vocabulary, at each token).
    """

    def __init__(self, vocabulary, kind, outputs=1, reach=3, layers=2, hidden=48):
        super().__init__()
        self.kind, self.hidden = kind, hidden
        self.sizes = {"hidden_size": hidden, "num_hidden_layers": layers, "type_vocab_size": 2}
        self.word = nn.Embedding(len(vocabulary.tokens), hidden)
        nn.init.normal_(self.word.weight, std=0.3)
        self.near = Neighbours(hidden, reach, layers)
        if kind in ("pooled", "pairs"):
            self.weigh = nn.Conv1d(hidden, 1, 1)
        if kind in ("pairs", "spans"):
            self.compare = nn.Conv1d(3 * hidden, hidden, 1)
        if kind == "words":
            self.bias = nn.Parameter(torch.zeros(1, len(vocabulary.tokens), 1))
        else:
            self.head = nn.Conv1d(hidden, 2 if kind == "spans" else outputs, 1)

    def forward(self, ids, mask, types):
        seen = mask.float().unsqueeze(1)
        second = types.float().unsqueeze(1) * seen
        words = self.word(ids).transpose(1, 2) * seen
        if self.kind == "spans":
            return self.spans(words, seen, second)
        x = self.near(words, seen)
        if self.kind == "pooled":
            return self.head(self.pooled(x, seen)).squeeze(2)
        if self.kind == "pairs":
            return self.head(self.compared(self.pooled(x, seen - second), self.pooled(x, second))).squeeze(2)
        if self.kind == "tokens":
            return self.head(x).transpose(1, 2)
        return (functional.conv1d(x, self.word.weight.unsqueeze(2)) + self.bias).transpose(1, 2)

    def pooled(self, x, among):
        """The mean of the states `among`, each weighed by how much it matters [batch, hidden, 1]."""
        weights = (self.weigh(x) - 10000.0 * (1.0 - among)).softmax(-1)
        return (x * weights).sum(2, keepdim=True)

    def compared(self, x, other):
        return functional.gelu(self.compare(torch.cat([x * other, x, other + torch.zeros_like(x)], 1)))

    def spans(self, words, seen, second):
        """Each word is compared with the question's, then each token reads how its neighbours compare."""
        first = seen - second
        question = (words * first).sum(2, keepdim=True) / first.sum(2, keepdim=True)
        x = self.near(self.compared(words, question) * second, second)
        return self.head(self.compared(x, question)).unbind(1)


class WithoutTypes(nn.Module):
    """What DistilBERT takes: no token types."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, ids, mask):
        return self.model(ids, mask, torch.zeros_like(ids))


def train(model, draw, loss_of, steps, rate=3e-3, batch=64):
    """The rate rises for a twentieth of the steps, then falls to nothing."""
    optimiser = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.01)
    shape = lambda i: min(1.0, (i + 1) * 20 / steps) * (1 + math.cos(math.pi * i / steps)) / 2
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, shape)
    model.train()
    for _ in range(steps):
        loss = loss_of(model, [draw() for _ in range(batch)])
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
    model.eval()
    return float(loss)


class Drawn:
    """A tenth of all sentences, by their checksum, is kept for the figures and never trained on."""

    def __init__(self, draw):
        self.draw = draw

    def pick(self, held):
        while True:
            item = self.draw()
            if (zlib.crc32(repr(item).encode()) % 10 == 0) == held:
                return item

    def seen(self):
        return self.pick(False)

    def unseen(self, count=1000):
        return [self.pick(True) for _ in range(count)]
