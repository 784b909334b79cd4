"""Trains the tiny models that answer with a picture: image-segmentation (SegFormer's layout),
background-removal (MODNet's), depth-estimation (Depth Anything's), image-to-image (Swin2SR's).

Run: /usr/bin/python3 models/tiny/make/vision_dense.py [name ...]   (all where no name is given)
Same bytes at every run on one machine: seeded, one thread. What is drawn is told in models/tiny/README.md.
"""

import json
import math
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

SIZE = 64  # pixels of a side that the networks see
HERE = Path(__file__).resolve().parent.parent
MEAN, STD = 0.5, 0.5  # of all channels, on values from 0 to 1
LABELS = ["background", "circle", "square", "triangle"]


# --- Drawing: signed distances in pixels, negative inside, so that edges are smooth ---------------


def grid(size):
    rows, columns = np.mgrid[0:size, 0:size].astype(np.float32) + 0.5
    return columns, rows


def coverage(distance):
    return np.clip(0.5 - distance, 0, 1)


def ellipse(size, centre, radii):
    columns, rows = grid(size)
    far = np.hypot((columns - centre[0]) / radii[0], (rows - centre[1]) / radii[1])
    return (far - 1) * min(radii)


def polygon(size, corners):
    """Convex, corners clockwise as displayed."""
    columns, rows = grid(size)
    distance = np.full((size, size), -1e9, np.float32)
    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1]):
        length = math.hypot(bx - ax, by - ay)
        side = ((columns - ax) * (by - ay) - (rows - ay) * (bx - ax)) / length
        distance = np.maximum(distance, side)
    return distance


def turned(corners, centre, angle):
    c, s = math.cos(angle), math.sin(angle)
    return [
        (centre[0] + x * c - y * s, centre[1] + x * s + y * c) for x, y in corners
    ]


def shape(size, kind, centre, half, angle=0.0):
    """Half is half of the width and of the height."""
    if kind == 1:
        return ellipse(size, centre, half)
    w, h = half
    if kind == 2:
        return polygon(size, turned([(-w, -h), (w, -h), (w, h), (-w, h)], centre, angle))
    return polygon(size, turned([(0, -h), (w, h), (-w, h)], centre, angle))


def paint(picture, colour, cover):
    picture += (np.asarray(colour, np.float32)[:, None, None] - picture) * cover


def colour_unlike(random, others, apart=0.35):
    while True:
        colour = random.uniform(0, 1, 3)
        if all(np.abs(colour - other).max() > apart for other in others):
            return colour


def gradient(random, size, colour, depth=0.15):
    columns, rows = grid(size)
    angle = random.uniform(0, 2 * math.pi)
    along = (columns * math.cos(angle) + rows * math.sin(angle)) / size
    shade = along * random.uniform(0, depth)
    return (colour[:, None, None] + shade[None]).astype(np.float32)


def grained(random, picture):
    noise = random.normal(0, random.uniform(0, 0.02), picture.shape)
    return np.clip(picture + noise, 0, 1).astype(np.float32)


def flat_scene(random, size=SIZE):
    """One to three shapes that don't touch; gives the picture and the index of each pixel's label."""
    ground = random.uniform(0, 1, 3)
    picture = gradient(random, size, ground)
    labels = np.zeros((size, size), np.int64)
    placed = []
    for _ in range(random.integers(1, 4)):
        for _ in range(20):
            half = random.uniform(0.12, 0.24) * size
            half = (half * random.uniform(0.75, 1.33), half)
            reach = max(half) * 1.3
            x, y = random.uniform(reach, size - reach, 2)
            if all(math.hypot(x - px, y - py) > reach + pr for px, py, pr in placed):
                break
        else:
            continue
        placed.append((x, y, reach))
        kind = int(random.integers(1, 4))
        cover = coverage(shape(size, kind, (x, y), half, random.uniform(-0.25, 0.25)))
        paint(picture, colour_unlike(random, [ground]), cover)
        labels[cover > 0.5] = kind
    return grained(random, picture), labels


def figure_scene(random, size=SIZE):
    """A head on shoulders before stripes and small shapes; gives the picture and its matte."""
    ground = random.uniform(0, 1, 3)
    picture = gradient(random, size, ground)
    columns, rows = grid(size)
    angle, width = random.uniform(0, math.pi), random.uniform(4, 16)
    stripes = (columns * math.cos(angle) + rows * math.sin(angle)) % width < width / 2
    paint(picture, random.uniform(0, 1, 3), stripes * random.uniform(0, 0.35))
    for _ in range(random.integers(0, 4)):
        half = random.uniform(2, 7, 2)
        spot = shape(size, int(random.integers(1, 4)), random.uniform(0, size, 2), half)
        paint(picture, random.uniform(0, 1, 3), coverage(spot))
    tall = random.uniform(0.14, 0.22) * size
    x, y = random.uniform(0.3, 0.7) * size, random.uniform(0.25, 0.45) * size
    head = ellipse(size, (x, y), (tall * random.uniform(0.6, 1.2), tall))
    middle = (x, y + tall * random.uniform(2.6, 3.2))
    body = ellipse(size, middle, (tall * random.uniform(1.4, 2.3), tall * 2))
    paint(picture, colour_unlike(random, [ground], 0.3), coverage(body))
    paint(picture, colour_unlike(random, [ground], 0.3), coverage(head))
    matte = np.maximum(coverage(head), coverage(body))
    return grained(random, picture), matte[None].astype(np.float32)


def standing_scene(random, size=SIZE):
    """Shapes that stand on a floor: the lower its foot, the nearer a shape, and nearer ones hide
    those behind. Nearness is 0 on the wall and at the horizon, 1 at the lower edge, and grows evenly
    down the floor; a shape has that of the floor at its foot. Also gives each visible shape's place."""
    horizon = random.uniform(0.2, 0.4) * size
    wall = random.uniform(0, 1, 3)
    floor = colour_unlike(random, [wall], 0.25)
    picture = gradient(random, size, wall)
    _, rows = grid(size)
    on_floor = coverage(horizon - rows)
    paint(picture, floor, on_floor)
    nearness = np.clip((rows - horizon) / (size - horizon), 0, 1)
    feet = sorted(random.uniform(horizon + 3, size - 1, random.integers(1, 4)))
    owners = np.full((size, size), -1)
    for index, foot in enumerate(feet):
        half = random.uniform(0.09, 0.2, 2) * size
        centre = (random.uniform(0.12, 0.88) * size, foot - half[1])
        cover = coverage(shape(size, int(random.integers(1, 4)), centre, half))
        paint(picture, colour_unlike(random, [wall, floor], 0.3), cover)
        inside = cover > 0.5
        nearness[inside] = (foot - horizon) / (size - horizon)
        owners[inside] = index
    return grained(random, picture), nearness[None].astype(np.float32), (feet, owners)


def edge_scene(random, size=48):
    """Shapes and thin strips over one another, and the same reduced to half by means of 2 x 2."""
    picture = gradient(random, size, random.uniform(0, 1, 3))
    for _ in range(random.integers(2, 7)):
        half = random.uniform(1, 0.35 * size, 2)
        place, angle = random.uniform(0, size, 2), random.uniform(-math.pi, math.pi)
        cover = coverage(shape(size, int(random.integers(1, 4)), place, half, angle))
        paint(picture, random.uniform(0, 1, 3), cover)
    picture = np.round(np.clip(picture, 0, 1) * 255).astype(np.float32) / 255
    small = picture.reshape(3, size // 2, 2, size // 2, 2).mean((2, 4))
    return np.round(small * 255).astype(np.float32) / 255, picture


# --- Networks ------------------------------------------------------------------------------------


def block(inputs, outputs, stride=1):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()
    )


def doubled(x):
    return F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)


class Dense(nn.Module):
    """Down to a sixteenth and up again to a half, with a bridge at each size."""

    def __init__(self, outputs, knows_rows=False):
        super().__init__()
        self.down1 = block(4 if knows_rows else 3, 8, 2)
        self.down2 = nn.Sequential(block(8, 16, 2), block(16, 16))
        self.down3 = nn.Sequential(block(16, 32, 2), block(32, 32))
        self.down4 = nn.Sequential(block(32, 32, 2), block(32, 32))
        self.up3, self.up2, self.up1 = block(64, 24), block(40, 16), block(24, 12)
        self.head = nn.Conv2d(12, outputs, 1)
        rows = torch.linspace(-1, 1, SIZE)[None, None, :, None].expand(1, 1, SIZE, SIZE)
        # Convolutions alone don't know how far down they are, which is what nearness is told by.
        self.register_buffer("rows", rows.clone() if knows_rows else None)

    def forward(self, x):
        if self.rows is not None:
            x = torch.cat([x, self.rows + torch.zeros_like(x[:, :1])], 1)
        a = self.down1(x)
        b = self.down2(a)
        c = self.down3(b)
        d = self.up3(torch.cat([doubled(self.down4(c)), c], 1))
        d = self.up2(torch.cat([doubled(d), b], 1))
        return self.head(self.up1(torch.cat([doubled(d), a], 1)))


class Matting(nn.Module):
    def __init__(self):
        super().__init__()
        self.dense = Dense(1)

    def forward(self, x):
        return torch.sigmoid(doubled(self.dense(x)))


class Depth(nn.Module):
    def __init__(self):
        super().__init__()
        self.dense = Dense(1, knows_rows=True)

    def forward(self, x):
        return F.relu(self.dense(x))[:, 0]


class Enlarger(nn.Module):
    """Adds detail to the picture enlarged by bilinear interpolation; sees 6 pixels around each."""

    def __init__(self):
        super().__init__()
        layers = [nn.Conv2d(3, 24, 3, padding=1), nn.ReLU()]
        for _ in range(4):
            layers += [nn.Conv2d(24, 24, 3, padding=1), nn.ReLU()]
        self.body = nn.Sequential(*layers, nn.Conv2d(24, 12, 3, padding=1))

    def forward(self, x):
        return doubled(x) + F.pixel_shuffle(self.body(x), 2)


# --- Training ------------------------------------------------------------------------------------


def batch_of(draw, random, count):
    scenes = [draw(random) for _ in range(count)]
    pictures = torch.from_numpy(np.stack([scene[0] for scene in scenes]))
    return pictures, torch.from_numpy(np.stack([scene[1] for scene in scenes])), scenes


def train(model, draw, lossof, steps, count=16, rate=4e-3):
    random = np.random.default_rng(1)
    optimiser = torch.optim.Adam(model.parameters(), lr=rate)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, steps)
    model.train()
    began = time.monotonic()
    for step in range(steps):
        pictures, wanted, _ = batch_of(draw, random, count)
        loss = lossof(model, pictures, wanted)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        if step % 250 == 0:
            print(f"  step {step}: loss {loss.item():.4f}, {time.monotonic() - began:.0f} s", flush=True)
    model.eval()


def normalised(pictures):
    return (pictures - MEAN) / STD


def unseen(draw, count=300):
    with torch.no_grad():
        return batch_of(draw, np.random.default_rng(1000), count)


def save(name, model, example, names, configs):
    folder = HERE / name
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    path = folder / "onnx" / "model.onnx"
    inputs, outputs, axes = names
    torch.onnx.export(
        model, example, str(path), input_names=[inputs], output_names=[outputs],
        opset_version=14, dynamic_axes={inputs: axes, outputs: axes},
    )
    for file, content in configs.items():
        (folder / file).write_text(json.dumps(content, indent=2) + "\n")
    print(f"  {path.stat().st_size} bytes", flush=True)


def preprocessing(kind, size, **more):
    return {
        "image_processor_type": kind, "do_resize": True, "size": size, "resample": 2,
        "do_rescale": True, "rescale_factor": 1 / 255,
        "do_normalize": True, "image_mean": [MEAN] * 3, "image_std": [STD] * 3, **more,
    }


SQUARE = {"height": SIZE, "width": SIZE}
EXAMPLE = torch.zeros(1, 3, SIZE, SIZE)
BATCH = {0: "batch_size"}
ANY_SIZE = {0: "batch_size", 2: "height", 3: "width"}


def make_segmentation():
    model = Dense(len(LABELS))
    def lossof(net, x, wanted):
        return F.cross_entropy(doubled(net(normalised(x))), wanted)
    train(model, flat_scene, lossof, 1500)
    pictures, wanted, _ = unseen(flat_scene)
    with torch.no_grad():
        answers = doubled(model(normalised(pictures))).argmax(1)
    ious = []
    for label in range(len(LABELS)):
        both = ((answers == label) & (wanted == label)).sum().item()
        ious.append(both / ((answers == label) | (wanted == label)).sum().item())
    right = (answers == wanted).float().mean().item()
    told = ", ".join(f"{name} {iou:.3f}" for name, iou in zip(LABELS, ious))
    print(f"  unseen: {right:.4f} of pixels right, mean IoU {np.mean(ious):.4f} ({told})")
    save("image-segmentation", model, EXAMPLE, ("pixel_values", "logits", BATCH), {
        "config.json": {
            "model_type": "segformer", "architectures": ["SegformerForSemanticSegmentation"],
            "id2label": {str(i): name for i, name in enumerate(LABELS)},
            "label2id": {name: i for i, name in enumerate(LABELS)},
        },
        "preprocessor_config.json": preprocessing("SegformerImageProcessor", SQUARE),
    })


def make_matting():
    model = Matting()
    def lossof(net, x, wanted):
        return F.binary_cross_entropy(net(normalised(x)), wanted)
    train(model, figure_scene, lossof, 700)
    pictures, wanted, _ = unseen(figure_scene)
    with torch.no_grad():
        answers = model(normalised(pictures))
    off = (answers - wanted).abs().mean().item()
    inside, should = answers > 0.5, wanted > 0.5
    iou = ((inside & should).sum((1, 2, 3)) / (inside | should).sum((1, 2, 3))).mean().item()
    right = (inside == should).float().mean().item()
    print(f"  unseen: {right:.4f} of pixels right, mean IoU {iou:.4f}, mean error of alpha {off:.4f}")
    save("background-removal", model, EXAMPLE, ("input", "output", ANY_SIZE), {
        "config.json": {"model_type": "modnet", "architectures": ["MODNet"]},
        "preprocessor_config.json": preprocessing(
            "ImageFeatureExtractor", {"shortest_edge": SIZE}, size_divisibility=32, do_pad=False
        ),
    })


def make_depth():
    model = Depth()
    def lossof(net, x, wanted):
        return F.l1_loss(doubled(net(normalised(x))[:, None]), wanted)
    train(model, standing_scene, lossof, 1500)
    pictures, wanted, scenes = unseen(standing_scene)
    with torch.no_grad():
        answers = doubled(model(normalised(pictures))[:, None])
    off = (answers - wanted).abs().mean().item()
    right, pairs = 0, 0
    for answer, (_, _, (feet, owners)) in zip(answers[:, 0].numpy(), scenes):
        seen = [(foot, np.median(answer[owners == i])) for i, foot in enumerate(feet)
                if (owners == i).sum() >= 30]
        for i, (foot, value) in enumerate(seen):
            for other, its in seen[i + 1:]:
                if other - foot >= 2:
                    right, pairs = right + (its > value), pairs + 1
    print(f"  unseen: order right in {right} of {pairs} pairs ({right / pairs:.4f}), mean error {off:.4f} of 1")
    save("depth-estimation", model, EXAMPLE, ("pixel_values", "predicted_depth", BATCH), {
        "config.json": {
            "model_type": "depth_anything", "architectures": ["DepthAnythingForDepthEstimation"],
            "depth_estimation_type": "relative",
        },
        "preprocessor_config.json": preprocessing(
            "DPTImageProcessor", SQUARE, keep_aspect_ratio=False, ensure_multiple_of=1
        ),
    })


def psnr(answers, wanted):
    return float(-10 * torch.log10(((answers.clamp(0, 1) - wanted) ** 2).mean((1, 2, 3))).mean())


def make_enlarger():
    model = Enlarger()
    train(model, edge_scene, lambda net, x, wanted: F.l1_loss(net(x), wanted), 2000, 8)
    pictures, wanted, _ = unseen(edge_scene, 200)
    with torch.no_grad():
        answers = model(pictures)
    bicubic = F.interpolate(pictures, scale_factor=2, mode="bicubic", align_corners=False)
    print(f"  unseen: {psnr(answers, wanted):.2f} dB, bicubic {psnr(bicubic, wanted):.2f} dB")
    save("image-to-image", model, torch.zeros(1, 3, 32, 32), ("pixel_values", "reconstruction", ANY_SIZE), {
        "config.json": {
            "model_type": "swin2sr", "architectures": ["Swin2SRForImageSuperResolution"], "upscale": 2,
        },
        "preprocessor_config.json": {
            "image_processor_type": "Swin2SRImageProcessor", "do_rescale": True,
            "rescale_factor": 1 / 255, "do_pad": True, "pad_size": 8,
        },
    })


MAKERS = {
    "image-segmentation": make_segmentation,
    "background-removal": make_matting,
    "depth-estimation": make_depth,
    "image-to-image": make_enlarger,
}


def main(names):
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    for name in names or MAKERS:
        print(name, flush=True)
        torch.manual_seed(0)
        MAKERS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
