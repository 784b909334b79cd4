"""Makes the tiny models that name and find shapes: folders `object-detection`, `zero-shot-object-detection`,
`image-classification` and `zero-shot-image-classification`, in the Hub's layout.

Run with Debian's python3-torch and python3-onnx: `python3 models/tiny/make/vision_detect.py [folder ...]`.
Seeded, on one thread: a second run writes the same bytes. What they learn is said in models/tiny/README.md.
"""

import json
import pathlib
import sys
import time
import warnings

import numpy as np
import torch
from scenes import COLOURS, LABELS, Recipe, draw_scene
from torch import nn
from torch.nn import functional as F

OUT = pathlib.Path(__file__).resolve().parent.parent
SIDE = 128  # of the detectors' input
CELLS = 32  # their grid, across and down
QUERIES = 32  # boxes that they answer with
WIDTH = 16  # of the vectors by which pictures and words are compared
NAMED_SIDE = 64  # of the classifiers' input
NEVER = -20.0  # a logit that is as good as no chance
# OWL-ViT is asked for what has a chance above 0.1, which is here where the detector's is a half; steeper,
# so that little lies between.
SHARPER, AT_HALF = 3.0, -2.2
SPECIAL = ("[PAD]", "[UNK]")
FILLERS = ("a", "an", "the", "photo", "picture", "drawing", "of", "this", "is", ".", ",")


def convolution(before, after, size=3, stride=1):
    return nn.Sequential(
        nn.Conv2d(before, after, size, stride, size // 2, bias=False), nn.BatchNorm2d(after), nn.ReLU()
    )


# ---- Detection: a grid of cells, each of which may be the middle of a shape -------------------------


class Grid(nn.Module):
    """Pictures [n, 3, 128, 128] to vectors [n, 16, 32, 32] and boxes [n, 4, 32, 32] as DETR has them."""

    def __init__(self):
        super().__init__()
        self.near = nn.Sequential(convolution(3, 16, 5, 2), convolution(16, 32, 3, 2))
        self.far = nn.Sequential(
            convolution(32, 48, 3, 2), convolution(48, 48), convolution(48, 48), nn.Conv2d(48, 32, 1)
        )
        self.join = convolution(32, 32)
        self.vectors = nn.Conv2d(32, WIDTH, 1)
        self.places = nn.Conv2d(32, 4, 1)
        self.words = nn.Parameter(torch.randn(len(LABELS), WIDTH) * 0.3)
        self.bias = nn.Parameter(torch.tensor(-4.0))
        middles = (torch.arange(CELLS) + 0.5) / CELLS
        middles = torch.stack([middles.expand(CELLS, CELLS), middles[:, None].expand(CELLS, CELLS)])
        self.register_buffer("middles", middles[None])

    def forward(self, pixels):
        near = self.near(pixels - 0.5)
        joined = self.join(near + F.interpolate(self.far(near), scale_factor=2.0, mode="nearest"))
        places = self.places(joined)
        middles = self.middles + places[:, :2] / CELLS
        return self.vectors(joined), torch.cat([middles, torch.exp(places[:, 2:] - 1.5)], 1)

    def heat(self, vectors):
        """Logits [n, labels, 32, 32] that a cell is the middle of a shape with that label."""
        return torch.einsum("nchw,lc->nlhw", vectors, self.words) + self.bias


def strongest(heat, boxes):
    """Keeps the cells that outdo their neighbours: logits [n, 32, labels] and boxes [n, 32, 4]."""
    best = heat.max(1, keepdim=True).values
    is_peak = (F.max_pool2d(best, 3, 1, 1) == best).float()
    heat = heat * is_peak + NEVER * (1 - is_peak)
    score = (best * is_peak + NEVER * (1 - is_peak)).flatten(1)
    chosen = score.topk(QUERIES, 1).indices.unsqueeze(1)
    labels = heat.flatten(2)
    logits = labels.gather(2, chosen.expand(-1, labels.shape[1], -1))
    return logits.transpose(1, 2), boxes.flatten(2).gather(2, chosen.expand(-1, 4, -1)).transpose(1, 2)


class Detector(nn.Module):
    """As DETR answers: the last logit means that there is nothing."""

    def __init__(self, grid):
        super().__init__()
        self.grid = grid

    def forward(self, pixel_values):
        vectors, boxes = self.grid(pixel_values)
        logits, boxes = strongest(self.grid.heat(vectors), boxes)
        return torch.cat([logits, torch.zeros_like(logits[..., :1])], -1), boxes


class Finder(nn.Module):
    """As OWL-ViT answers: a logit for every label asked for. A word that it doesn't know is never found."""

    def __init__(self, grid, vocabulary):
        super().__init__()
        self.grid = grid
        table = torch.zeros(len(vocabulary), WIDTH + 1)
        table[vocabulary["[UNK]"], WIDTH] = NEVER / 2
        for label, words in zip(LABELS, grid.words.detach()):
            for word in (label, f"{label}s"):
                table[vocabulary[word], :WIDTH] = words
        self.register_buffer("table", table)

    def forward(self, input_ids, pixel_values, attention_mask):
        texts = (self.table[input_ids] * attention_mask.unsqueeze(-1).float()).sum(1)
        vectors, boxes = self.grid(pixel_values)
        found = torch.einsum("nchw,lc->nlhw", vectors, texts[:, :WIDTH]) + self.grid.bias
        found = SHARPER * found + AT_HALF + texts[:, WIDTH].view(1, -1, 1, 1)
        return strongest(found, boxes)


def targets_of(scene):
    """Heat [labels, 32, 32], and per cell its box [4, 32, 32] where the shape's middle is close [32, 32]."""
    heat = np.zeros((len(LABELS), CELLS, CELLS), np.float32)
    boxes = np.zeros((4, CELLS, CELLS), np.float32)
    near = np.zeros((CELLS, CELLS), np.float32)
    rows, columns = np.mgrid[0:CELLS, 0:CELLS] + 0.5
    for shape in scene.shapes:
        x1, y1, x2, y2 = (v / SIDE for v in shape.box)
        x, y, width, height = (x1 + x2) / 2, (y1 + y2) / 2, x2 - x1, y2 - y1
        column, row = min(int(x * CELLS), CELLS - 1), min(int(y * CELLS), CELLS - 1)
        spread = [0.6 + 0.1 * v * CELLS for v in (width, height)]
        far = ((columns - column - 0.5) / spread[0]) ** 2 + ((rows - row - 0.5) / spread[1]) ** 2
        index = LABELS.index(shape.label)
        heat[index] = np.maximum(heat[index], np.exp(-far / 2))
        close = np.s_[max(0, row - 1) : row + 2, max(0, column - 1) : column + 2]
        boxes[(slice(None), *close)] = np.array([x, y, width, height])[:, None, None]
        near[close] = 1
    return heat, boxes, near


def vary(rng, pixels, heat, boxes, near):
    """The same scenes mirrored, in other colours."""
    fields = [pixels, heat, boxes, near]
    if rng.random() < 0.5:
        fields = [field.flip(-1) for field in fields]
        fields[2] = torch.cat([1 - fields[2][:, :1], fields[2][:, 1:]], 1)
    fields[0] = fields[0][:, torch.from_numpy(rng.permutation(3))]
    return fields


def detection_loss(grid, pixels, heat, boxes, near):
    vectors, places = grid(pixels)
    logits = grid.heat(vectors)
    chance = logits.sigmoid()
    middle = (heat == 1).float()
    hits = (1 - chance) ** 2 * F.logsigmoid(logits) * middle
    misses = (1 - heat) ** 4 * chance**2 * F.logsigmoid(-logits) * (1 - middle)
    count = middle.sum().clamp(min=1)
    near = near.unsqueeze(1)
    # Middles in cells, sizes as ratios.
    off = (places[:, :2] - boxes[:, :2]).abs() * CELLS
    ratio = (places[:, 2:].log() - boxes[:, 2:].clamp(min=1e-3).log()).abs() * 4
    return -(hits + misses).sum() / count + ((off + ratio) * near).sum() / (near.sum() * 2).clamp(min=1)


def train_grid(scenes=3500, steps=1500, batch=16):
    torch.manual_seed(1)
    rng = np.random.default_rng(1)
    drawn = [draw_scene(rng, SIDE, Recipe(shapes=(0, 9), sizes=(0.11, 0.36))) for _ in range(scenes)]
    pixels = (as_input(drawn) * 255).round().byte()  # a quarter of the memory
    heat, boxes, near = (torch.from_numpy(np.stack(t)) for t in zip(*map(targets_of, drawn)))
    print(f"{scenes} scenes drawn", flush=True)
    grid = Grid()

    def loss(step):
        rows = torch.from_numpy(rng.integers(0, scenes, batch))
        seen = pixels[rows].float() / 255
        return detection_loss(grid, *vary(rng, seen, *(field[rows] for field in (heat, boxes, near))))

    train(grid, loss, steps)
    set_bias(grid)
    return grid


def train(module, loss, steps, rate=6e-3):
    optimiser = torch.optim.AdamW(module.parameters(), rate, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, steps, pct_start=0.2)
    module.train()
    start = time.process_time()
    for step in range(steps):
        value = loss(step)
        optimiser.zero_grad()
        value.backward()
        nn.utils.clip_grad_norm_(module.parameters(), 5.0)
        optimiser.step()
        schedule.step()
        if step % 50 == 49:
            print(f"  step {step + 1}: {value.item():.3f}, {time.process_time() - start:.0f} s", flush=True)
    module.eval()


def overlap(a, b):
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    shared = max(width, 0) * max(height, 0)
    return shared / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared)


def is_found_right(scene, found):
    """Every shape once with its label and at least half of its box, and nothing else."""
    left = list(found)
    for shape in scene.shapes:
        match = [f for f in left if f[0] == shape.label and overlap(f[1], shape.box) >= 0.5]
        if not match:
            return False
        left.remove(match[0])
    return not left


def found_by(logits, boxes, threshold=0.5):
    chances = logits.softmax(-1)[:, :-1]
    for chance, (x, y, width, height) in zip(chances, (boxes * SIDE).tolist()):
        if chance.max() >= threshold:
            corners = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            yield LABELS[chance.argmax()], corners


def draw_judged(seed, scenes):
    rng = np.random.default_rng(seed)
    return [draw_scene(rng, SIDE, Recipe(shapes=(0 if i % 10 == 0 else 2, 8))) for i in range(scenes)]


def share_right(detector, drawn):
    with torch.no_grad():
        answers = [detector(as_input([scene])) for scene in drawn]
    right = [is_found_right(s, found_by(*(a[0] for a in answer))) for s, answer in zip(drawn, answers)]
    return sum(right) / len(drawn)


def set_bias(grid):
    """Focal loss makes a detector hesitate; moves its logits so that a chance of a half parts best."""
    drawn, before = draw_judged(500, 200), grid.bias.item()
    shares = {}
    for shift in (-0.3, 0.0, 0.3, 0.6, 0.9):
        grid.bias.data.fill_(before + shift)
        shares[shift] = share_right(Detector(grid).eval(), drawn)
    best = max(shares, key=lambda shift: (shares[shift], -abs(shift)))
    grid.bias.data.fill_(before + best)
    print(f"bias moved by {best}: {shares}", flush=True)


def judge_detector(detector, scenes=400):
    right = share_right(detector, draw_judged(1000, scenes))
    print(f"detection: {right:.1%} of {scenes} scenes never seen right in every count and box", flush=True)
    return right


def as_input(scenes):
    return torch.from_numpy(np.stack([s.pixels for s in scenes]).transpose(0, 3, 1, 2).copy())


# ---- Classification: one shape in a picture ----------------------------------------------------------


class Eye(nn.Module):
    """Pictures [n, 3, 64, 64] to vectors [n, 16], which are compared with those of words."""

    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            convolution(3, 16, 5, 2), convolution(16, 32, 3, 2), convolution(32, 48, 3, 2), convolution(48, 64)
        )
        self.vectors = nn.Linear(64 * 2, WIDTH)
        self.words = nn.Parameter(torch.randn(len(LABELS) + len(COLOURS), WIDTH) * 0.3)

    def forward(self, pixels):
        seen = self.layers(pixels - 0.5)
        return self.vectors(torch.cat([seen.amax((2, 3)), seen.mean((2, 3))], 1))


class Classifier(nn.Module):
    def __init__(self, eye):
        super().__init__()
        self.eye = eye

    def forward(self, pixel_values):
        return self.eye(pixel_values) @ self.eye.words[: len(LABELS)].T


class Matcher(nn.Module):
    """As CLIP answers; a text is the sum of its words."""

    def __init__(self, eye, vocabulary):
        super().__init__()
        self.eye = eye
        table = torch.zeros(len(vocabulary), WIDTH)
        for word, vector in zip((*LABELS, *COLOURS), eye.words.detach()):
            table[vocabulary[word]] = vector
        for label in LABELS:
            table[vocabulary[f"{label}s"]] = table[vocabulary[label]]
        self.register_buffer("table", table)

    def forward(self, input_ids, pixel_values, attention_mask):
        texts = (self.table[input_ids] * attention_mask.unsqueeze(-1).float()).sum(1)
        logits = self.eye(pixel_values) @ texts.T
        return logits, logits.T


def draw_named(rng, count):
    recipe = Recipe(shapes=(1, 1), sizes=(0.3, 0.9), named_colours=True)
    drawn = [draw_scene(rng, NAMED_SIDE, recipe) for _ in range(count)]
    shapes = [scene.shapes[0] for scene in drawn]
    labels = torch.tensor([LABELS.index(shape.label) for shape in shapes])
    colours = torch.tensor([list(COLOURS).index(shape.colour_name) for shape in shapes])
    return as_input(drawn), labels, colours


def both_logits(eye, pixels):
    return (eye(pixels) @ eye.words.T).split([len(LABELS), len(COLOURS)], 1)


def train_eye(scenes=5000, steps=900, batch=48):
    torch.manual_seed(2)
    rng = np.random.default_rng(2)
    pixels, labels, colours = draw_named(rng, scenes)
    eye = Eye()

    def loss(step):
        rows = torch.from_numpy(rng.integers(0, scenes, batch))
        seen = pixels[rows]
        if rng.random() < 0.5:
            seen = seen.flip(-1)
        by_label, by_colour = both_logits(eye, seen)
        return F.cross_entropy(by_label, labels[rows]) + F.cross_entropy(by_colour, colours[rows])

    train(eye, loss, steps)
    return eye


def judge_eye(eye, scenes=1000):
    pixels, labels, colours = draw_named(np.random.default_rng(2000), scenes)
    with torch.no_grad():
        by_label, by_colour = both_logits(eye, pixels)
    right = by_label.argmax(1) == labels
    shapes = right.float().mean().item()
    both = (right & (by_colour.argmax(1) == colours)).float().mean().item()
    print(f"classification: {shapes:.1%} of {scenes} shapes never seen, {both:.1%} with their colour", flush=True)
    return min(shapes, both)


# ---- Folders in the Hub's layout ---------------------------------------------------------------------


def make_vocabulary():
    words = [*SPECIAL, *FILLERS, *LABELS, *(f"{label}s" for label in LABELS), *COLOURS]
    return {word: index for index, word in enumerate(words)}


def tokenizer_files(vocabulary):
    special = [
        {"id": vocabulary[token], "content": token, "single_word": False, "lstrip": False, "rstrip": False,
         "normalized": False, "special": True}
        for token in SPECIAL
    ]
    return {
        "tokenizer.json": {
            "version": "1.0", "truncation": None, "padding": None, "added_tokens": special,
            "normalizer": {"type": "Lowercase"}, "pre_tokenizer": {"type": "BertPreTokenizer"},
            "post_processor": None, "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
            "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                      "max_input_chars_per_word": 100, "vocab": vocabulary},
        },
        "tokenizer_config.json": {
            "tokenizer_class": "CLIPTokenizer", "model_max_length": 32, "pad_token": "[PAD]",
            "unk_token": "[UNK]",
        },
    }


def processor_file(kind, side, **more):
    """Resampling 1 is Lanczos, the one that doesn't skip pixels of a large picture."""
    return {"preprocessor_config.json": {
        "image_processor_type": kind, "do_resize": True, "size": {"height": side, "width": side},
        "resample": 1, "do_rescale": True, "rescale_factor": 1 / 255, "do_normalize": False, **more,
    }}


def config_file(kind, architecture, **more):
    return {"config.json": {"model_type": kind, "architectures": [architecture], **more}}


def labels_of_config():
    return {"id2label": dict(enumerate(LABELS)), "label2id": {label: i for i, label in enumerate(LABELS)}}


def save(name, files, module, tensors, outputs):
    """`tensors` are example inputs by name; their first dimension is free."""
    folder = OUT / name
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    for file, content in files.items():
        (folder / file).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    texts = {0: "texts", 1: "length"}
    axes = {key: texts if key != "pixel_values" else {0: "batch"} for key in tensors}
    axes.update({key: {0: "batch"} for key in outputs})
    if "input_ids" in tensors:
        axes.update({"logits": {0: "batch", 2: "texts"}, "logits_per_image": {0: "batch", 1: "texts"},
                     "logits_per_text": {0: "texts", 1: "batch"}})
        axes = {key: value for key, value in axes.items() if key in tensors or key in outputs}
    path = folder / "onnx" / "model.onnx"
    torch.onnx.export(module.eval(), tuple(tensors.values()), str(path), input_names=list(tensors),
                      output_names=list(outputs), dynamic_axes=axes, opset_version=14)
    print(f"{name}: {path.stat().st_size} bytes", flush=True)


def text_tensors(pixels):
    ids = torch.tensor([[2, 13], [14, 0], [15, 0]])
    return {"input_ids": ids, "pixel_values": pixels, "attention_mask": (ids > 0).long()}


def make_detectors():
    grid = train_grid()
    detector = Detector(grid).eval()
    right = judge_detector(detector)
    pixels = torch.rand(1, 3, SIDE, SIDE)
    files = {
        **config_file("detr", "DetrForObjectDetection", **labels_of_config()),
        **processor_file("DetrImageProcessor", SIDE, do_pad=False),
    }
    save("object-detection", files, detector, {"pixel_values": pixels}, ("logits", "pred_boxes"))
    vocabulary = make_vocabulary()
    files = {
        **config_file("owlvit", "OwlViTForObjectDetection"),
        **processor_file("OwlViTImageProcessor", SIDE, processor_class="OwlViTProcessor"),
        **tokenizer_files(vocabulary),
    }
    finder = Finder(grid, vocabulary)
    save("zero-shot-object-detection", files, finder, text_tensors(pixels), ("logits", "pred_boxes"))
    return right


def make_classifiers():
    eye = train_eye()
    right = judge_eye(eye)
    pixels = torch.rand(1, 3, NAMED_SIDE, NAMED_SIDE)
    files = {
        **config_file("vit", "ViTForImageClassification", **labels_of_config()),
        **processor_file("ViTImageProcessor", NAMED_SIDE),
    }
    save("image-classification", files, Classifier(eye), {"pixel_values": pixels}, ("logits",))
    vocabulary = make_vocabulary()
    files = {
        **config_file("clip", "CLIPModel"),
        **processor_file("CLIPImageProcessor", NAMED_SIDE, processor_class="CLIPProcessor"),
        **tokenizer_files(vocabulary),
    }
    outputs = ("logits_per_image", "logits_per_text")
    save("zero-shot-image-classification", files, Matcher(eye, vocabulary), text_tensors(pixels), outputs)
    return right


MADE_BY = {
    "object-detection": make_detectors,
    "zero-shot-object-detection": make_detectors,
    "image-classification": make_classifiers,
    "zero-shot-image-classification": make_classifiers,
}


def main(folders):
    torch.set_num_threads(1)
    warnings.filterwarnings("ignore", module="torch.onnx")
    for make in dict.fromkeys(MADE_BY[folder] for folder in folders or MADE_BY):
        if make() < 0.95:
            sys.exit("A model is right less than 95 times in 100.")


if __name__ == "__main__":
    main(sys.argv[1:])
