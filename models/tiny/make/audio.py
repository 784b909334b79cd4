"""Makes the tiny models of sound: a voice that whistles letters (text-to-speech), a reader of that
voice (automatic-speech-recognition) and a classifier of five sounds (audio-classification).

A letter is a pair of tones, one of a low group and one of a high group, as on a telephone's keys; a
space is a rest. Run with /usr/bin/python3 (Debian's python3-torch and python3-onnx); see models/tiny/README.md.
"""

import json
import math
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

RATE = 16_000
TINY = Path(__file__).resolve().parent.parent
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LOW = [400, 550, 700, 850, 1000, 1150]  # hertz
HIGH = [1500, 1750, 2000, 2250, 2500]
TONE_SECONDS, GAP_SECONDS, EDGE_SECONDS = 0.12, 0.03, 0.01
WINDOW, HOP, BANDS = 400, 320, 36  # samples, samples, filters: a frame every 20 ms


def tones_of(letter):
    """Hertz of the two tones of a letter."""
    place = LETTERS.index(letter)
    return LOW[place % len(LOW)], HIGH[place // len(LOW)]


def envelope(samples, edge):
    """Rises and falls with half a cosine, so that a tone has no clicks."""
    n = np.arange(samples)
    distance = np.minimum(n, samples - 1 - n) / edge
    return 0.5 - 0.5 * np.cos(np.pi * np.clip(distance, 0, 1))


# The filters that all listeners share: the power in BANDS bands, as a logarithm.


class Filters(nn.Module):
    def __init__(self, low=300, high=3000, size=WINDOW):
        super().__init__()
        self.size = size
        n = torch.arange(size) - (size - 1) / 2
        centres = torch.linspace(low, high, BANDS)[:, None]
        angle = 2 * math.pi * centres * n / RATE
        window = torch.hann_window(size, periodic=False)
        kernels = torch.cat([torch.cos(angle), torch.sin(angle)]) * window * (2 / size)
        self.register_buffer("kernels", kernels[:, None])

    def forward(self, sound):  # [batch, samples] → [batch, BANDS, frames]
        padded = nn.functional.pad(sound[:, None], (self.size // 2, self.size // 2))
        waves = nn.functional.conv1d(padded, self.kernels, stride=HOP)
        power = waves[:, :BANDS] ** 2 + waves[:, BANDS:] ** 2
        return torch.log(power + 1e-4) * 0.3 + 1.5  # from about -1.3 in silence to 1.5


# Reading letters.

VOCABULARY = ["<pad>", "<s>", "</s>", "<unk>", "|", *LETTERS]
PAD, BAR = 0, 4


class Reader(nn.Module):
    def __init__(self, width=48):
        super().__init__()
        self.filters = Filters()
        self.layers = nn.Sequential(
            nn.Conv1d(BANDS, width, 5, padding=2),
            nn.ReLU(),
            nn.Conv1d(width, width, 5, padding=2),
            nn.ReLU(),
            nn.Conv1d(width, len(VOCABULARY), 3, padding=1),
        )

    def forward(self, input_values):
        return self.layers(self.filters(input_values)).transpose(1, 2)


def speak(words, random):
    """Words as a person might whistle them, and what each frame of 20 ms holds."""
    speed, pitch = random.uniform(0.85, 1.2), random.uniform(0.985, 1.015)
    sound, events = [np.zeros(int(RATE * random.uniform(0.1, 0.8)))], []
    length = len(sound[0])

    def rest(seconds):
        nonlocal length
        sound.append(np.zeros(int(RATE * seconds)))
        length += len(sound[-1])

    for place, word in enumerate(words):
        if place > 0:
            seconds = random.uniform(0.13, 0.24) if random.random() < 0.7 else random.uniform(0.3, 1.2)
            rest(seconds)
        for letter in word:
            samples = int(RATE * TONE_SECONDS / speed * random.uniform(0.92, 1.08))
            t = np.arange(samples) / RATE
            parts = [
                random.uniform(0.7, 1.3) * np.sin(2 * np.pi * (hertz * pitch * t + random.random()))
                for hertz in tones_of(letter)
            ]
            sound.append(0.25 * sum(parts) * envelope(samples, EDGE_SECONDS * RATE))
            start = length / RATE
            length += samples
            events.append((VOCABULARY.index(letter), start, length / RATE))
            end = length / RATE
            rest(GAP_SECONDS * random.uniform(0.8, 1.2) / speed)
        events.append((BAR, end + 0.06, end + 0.11))  # a word ends when nothing has followed for a while
    rest(random.uniform(0.1, 0.6))
    sound = np.concatenate(sound) + 10 ** random.uniform(-4, -1.7) * random.standard_normal(length)
    labels = np.full(length // HOP + 1, PAD)
    for token, start, end in events:
        inset = 0.022 if token != BAR else 0  # the edges of a tone stay blank
        first, last = math.ceil((start + inset) * RATE / HOP), math.floor((end - inset) * RATE / HOP)
        labels[first : last + 1] = token
    return normalised(sound), labels


def normalised(sound):
    """As Wav2Vec2FeatureExtractor does it with do_normalize."""
    return ((sound - sound.mean()) / np.sqrt(sound.var() + 1e-7)).astype(np.float32)


def random_words(random, most=5):
    return [
        "".join(random.choice(list(LETTERS), random.integers(2, 8)))
        for _ in range(random.integers(1, most + 1))
    ]


def decoded(ids):
    text, before = "", PAD
    for token in ids:
        if token != before and token != PAD:
            text += " " if token == BAR else VOCABULARY[token]
        before = token
    return text.split()


def train_reader():
    random = np.random.default_rng(11)
    torch.manual_seed(11)
    reader = Reader()
    steps = 900
    optimiser = torch.optim.Adam(reader.parameters(), lr=3e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=steps)
    for _ in range(steps):
        spoken = [speak(random_words(random), random) for _ in range(8)]
        samples = max(len(sound) for sound, _ in spoken)
        sounds = np.zeros((len(spoken), samples), np.float32)
        labels = np.full((len(spoken), samples // HOP + 1), -100)
        for place, (sound, label) in enumerate(spoken):
            sounds[place, : len(sound)] = sound
            labels[place, : len(label)] = label
        logits = reader(torch.from_numpy(sounds)).transpose(1, 2)
        loss = nn.functional.cross_entropy(logits, torch.from_numpy(labels))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    return reader.eval()


def score_reader(reader):
    random = np.random.default_rng(99)
    right = total = 0
    with torch.no_grad():
        for _ in range(300):
            words = random_words(random)
            sound, _ = speak(words, random)
            heard = decoded(reader(torch.from_numpy(sound)[None])[0].argmax(1).tolist())
            total += len(words)
            right += sum(a == b for a, b in zip(words, heard)) if len(words) == len(heard) else 0
    return right / total


# Telling sounds apart.

SOUNDS = ["sine", "square", "noise", "chirp", "clicks"]


class Listener(nn.Module):
    def __init__(self, width=32):
        super().__init__()
        # Shorter filters are wider: no tone falls between two of them.
        self.filters = Filters(low=150, high=7000, size=WINDOW // 2)
        self.layers = nn.Sequential(
            nn.Conv1d(BANDS, width, 9, padding=4), nn.ReLU(), nn.Conv1d(width, width, 5, padding=2), nn.ReLU()
        )
        self.head = nn.Linear(2 * width, len(SOUNDS))

    def forward(self, input_values):
        features = self.layers(self.filters(input_values))
        return self.head(torch.cat([features.mean(2), features.amax(2)], 1))


def draw_sound(kind, random):
    samples = int(RATE * random.uniform(0.8, 3))
    t = np.arange(samples) / RATE
    hertz, phase = random.uniform(200, 1500), random.random()
    if kind == "sine":
        sound = np.sin(2 * np.pi * (hertz * t + phase))
    elif kind == "square":
        # The odd harmonics under 7.5 kHz: nothing is folded back.
        sound = sum(np.sin(2 * np.pi * k * (hertz * t + phase)) / k for k in range(1, int(7500 / hertz) + 1, 2))
    elif kind == "noise":
        sound = random.standard_normal(samples)
    elif kind == "chirp":
        span = random.uniform(1500, 4500) * random.choice([-1, 1])
        start = random.uniform(200, 900) + max(0, -span)
        sound = np.sin(2 * np.pi * (start * t + span * t**2 / (2 * t[-1])))
    else:
        sound = np.zeros(samples)
        period = int(RATE / random.uniform(3, 12))
        width = random.integers(4, 24)
        for place in range(int(random.integers(period)), samples - width, period):
            sound[place : place + width] = random.standard_normal(width) * 3
    level = np.sqrt(np.mean(sound**2)) or 1
    sound = sound + level * 10 ** random.uniform(-4, -1.6) * random.standard_normal(samples)
    return normalised(sound)


def train_listener():
    random = np.random.default_rng(12)
    torch.manual_seed(12)
    listener = Listener()
    steps = 700
    optimiser = torch.optim.Adam(listener.parameters(), lr=3e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=steps)
    for _ in range(steps):
        kinds = random.integers(0, len(SOUNDS), 16)
        drawn = [draw_sound(SOUNDS[kind], random) for kind in kinds]
        samples = min(len(sound) for sound in drawn)
        sounds = torch.from_numpy(np.stack([sound[:samples] for sound in drawn]))
        loss = nn.functional.cross_entropy(listener(sounds), torch.from_numpy(kinds))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    return listener.eval()


def score_listener(listener):
    random = np.random.default_rng(98)
    right = 0
    with torch.no_grad():
        for n in range(500):
            sound = torch.from_numpy(draw_sound(SOUNDS[n % len(SOUNDS)], random))[None]
            right += int(listener(sound).argmax()) == n % len(SOUNDS)
    return right / 500


# Speaking letters: no training, the graph is written down.

SPOKEN = ["<pad>", " ", *LETTERS]


def voice_graph():
    tone, whole = int(RATE * TONE_SECONDS), int(RATE * (TONE_SECONDS + GAP_SECONDS))
    pairs = [(0, 0), (0, 0), *map(tones_of, LETTERS)]
    shape = np.zeros(whole, np.float32)
    shape[:tone] = 0.25 * envelope(tone, EDGE_SECONDS * RATE)
    turns = 2 * np.pi * np.arange(whole) / RATE
    values = {
        "low": np.array([pair[0] for pair in pairs], np.float32),
        "high": np.array([pair[1] for pair in pairs], np.float32),
        "turns": turns.astype(np.float32)[None, None],
        "shape": shape[None, None],
        "axis": np.array([2], np.int64),
        "flat": np.array([0, -1], np.int64),
    }
    nodes = []
    for name in ("low", "high"):
        nodes += [
            helper.make_node("Gather", [name, "input_ids"], [f"{name}_hertz"]),
            helper.make_node("Unsqueeze", [f"{name}_hertz", "axis"], [f"{name}_column"]),
            helper.make_node("Mul", [f"{name}_column", "turns"], [f"{name}_angle"]),
            helper.make_node("Sin", [f"{name}_angle"], [f"{name}_wave"]),
        ]
    nodes += [
        helper.make_node("Add", ["low_wave", "high_wave"], ["waves"]),
        helper.make_node("Mul", ["waves", "shape"], ["letters"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "axis"], ["mask_column"]),
        helper.make_node("Mul", ["letters", "mask_column"], ["spoken"]),
        helper.make_node("Reshape", ["spoken", "flat"], ["waveform"]),
    ]
    ids = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "letters"])
        for name in ("input_ids", "attention_mask")
    ]
    waveform = helper.make_tensor_value_info("waveform", TensorProto.FLOAT, ["batch", "samples"])
    tensors = [numpy_helper.from_array(value, name) for name, value in values.items()]
    graph = helper.make_graph(nodes, "voice", ids, [waveform], tensors)
    return helper.make_model(graph, ir_version=8, opset_imports=[helper.make_opsetid("", 13)])


# Writing folders in the Hub's layout.


def write(folder, name, content):
    (TINY / folder / "onnx").mkdir(parents=True, exist_ok=True)
    (TINY / folder / name).write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def export(folder, model, axes):
    path = TINY / folder / "onnx" / "model.onnx"
    torch.onnx.export(
        model,
        torch.zeros(1, 2 * RATE),
        str(path),
        input_names=["input_values"],
        output_names=["logits"],
        dynamic_axes={"input_values": {0: "batch", 1: "samples"}, "logits": axes},
        opset_version=13,
    )
    onnx.checker.check_model(str(path))
    return path.stat().st_size


FEATURES = {
    "do_normalize": True,
    "feature_extractor_type": "Wav2Vec2FeatureExtractor",
    "feature_size": 1,
    "padding_side": "right",
    "padding_value": 0.0,
    "return_attention_mask": False,
    "sampling_rate": RATE,
}


def special(index, content):
    token = {"id": index, "content": content, "special": True}
    return {**token, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False}


def letter_tokenizer(vocabulary, specials, parts):
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [special(vocabulary.index(token), token) for token in specials],
        "pre_tokenizer": {
            "type": "Split",
            "pattern": {"Regex": ""},
            "behavior": "Isolated",
            "invert": False,
        },
        "post_processor": None,
        **parts,
    }


def table(vocabulary):
    return {token: index for index, token in enumerate(vocabulary)}


def write_reader(reader):
    folder = "automatic-speech-recognition"
    write(folder, "config.json", {
        "architectures": ["Wav2Vec2ForCTC"],
        "model_type": "wav2vec2",
        "vocab_size": len(VOCABULARY),
        "pad_token_id": PAD,
        "conv_stride": [HOP],
    })
    write(folder, "preprocessor_config.json", FEATURES)
    write(folder, "tokenizer_config.json", {
        "tokenizer_class": "Wav2Vec2CTCTokenizer",
        "pad_token": "<pad>",
        "bos_token": "<s>",
        "eos_token": "</s>",
        "unk_token": "<unk>",
        "word_delimiter_token": "|",
    })
    write(folder, "tokenizer.json", letter_tokenizer(VOCABULARY, VOCABULARY[:4], {
        "normalizer": {"type": "Replace", "pattern": {"String": " "}, "content": "|"},
        "decoder": {"type": "CTC", "pad_token": "<pad>", "word_delimiter_token": "|", "cleanup": True},
        "model": {"vocab": table(VOCABULARY)},
    }))
    return export(folder, reader, {0: "batch", 1: "frames"})


def write_listener(listener):
    folder = "audio-classification"
    write(folder, "config.json", {
        "architectures": ["Wav2Vec2ForSequenceClassification"],
        "model_type": "wav2vec2",
        "id2label": {str(index): label for index, label in enumerate(SOUNDS)},
        "label2id": table(SOUNDS),
    })
    write(folder, "preprocessor_config.json", FEATURES)
    return export(folder, listener, {0: "batch"})


def write_voice():
    folder = "text-to-speech"
    write(folder, "config.json", {
        "architectures": ["VitsModel"],
        "model_type": "vits",
        "sampling_rate": RATE,
        "vocab_size": len(SPOKEN),
    })
    write(folder, "tokenizer_config.json", {
        "tokenizer_class": "VitsTokenizer",
        "pad_token": "<pad>",
        "unk_token": "<pad>",
        "model_max_length": 1000,
    })
    write(folder, "tokenizer.json", letter_tokenizer(SPOKEN, SPOKEN[:1], {
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                {"type": "Lowercase"},
                {"type": "Replace", "pattern": {"Regex": "[^a-z ]"}, "content": ""},
            ],
        },
        "decoder": None,
        "model": {"vocab": table(SPOKEN)},
    }))
    path = TINY / folder / "onnx" / "model.onnx"
    model = voice_graph()
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())
    return path.stat().st_size


def main():
    torch.set_num_threads(1)
    print(f"text-to-speech: {write_voice()} bytes, written down")
    reader = train_reader()
    print(f"automatic-speech-recognition: {score_reader(reader):.1%} of words never heard before")
    print(f"  {write_reader(reader)} bytes")
    listener = train_listener()
    print(f"audio-classification: {score_listener(listener):.1%} of sounds never heard before")
    print(f"  {write_listener(listener)} bytes")


if __name__ == "__main__":
    main()
