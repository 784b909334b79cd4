"""Makes the tiny model that draws what a sentence asks for, and the ControlNet that holds it to edges: folder
`diffusion`, in the layout that diffusers and optimum export.

Run with Debian's python3-torch and python3-onnx: `python3 models/tiny/make/diffusion.py [stage ...]`. The stages
are decoder, text, unet, controlnet and files; each goes on from what the one before it left in the folder that
ENSEMBLE_DIFFUSION_WORK names, and an unfinished one from its last checkpoint; `unet:6000` trains a finished one on. Seeded, on one thread.
"""

import os
import pathlib
import sys
import tempfile
import time

import numpy as np
import torch
from diffusion_files import Tokens, write_files
from diffusion_modules import BLUR, LATENTS, STEPS, ControlNet, Decoder, Encoder, TextEncoder, UNet, alphas
from diffusion_scenes import COLOURS, COUNTS, GROUNDS, KEPT, LABELS, SIDE, TRAINED, draw, outline, text_of
from torch import nn
from torch.nn import functional as F

WORK = pathlib.Path(os.environ.get("ENSEMBLE_DIFFUSION_WORK", pathlib.Path(tempfile.gettempdir()) / "diffusion"))
PICTURES = int(os.environ.get("ENSEMBLE_DIFFUSION_PICTURES", 10000))
PART = 32  # pixels of a side of what encoder and decoder learn from
SAVED_EVERY = 60  # seconds
EMPTIED = 0.1  # of the prompts, so that guidance has something to compare with
SAID = 12  # sentences for each wish
TOKENS = Tokens()


# ---- Checkpoints -------------------------------------------------------------------------------------


def file_of(name):
    return WORK / f"{name}.pt"


def save(name, content):
    WORK.mkdir(parents=True, exist_ok=True)
    unfinished = file_of(f"{name}.unfinished")
    torch.save(content, unfinished)
    unfinished.replace(file_of(name))


def flattened(module):
    """Lays all weights, and all gradients, one behind another and gives both: an optimiser then has one tensor
    to mind, where a hundred small ones would take longer than the convolutions."""
    weights = torch.cat([parameter.data.flatten() for parameter in module.parameters()])
    gradients = torch.zeros_like(weights)
    place = 0
    for parameter in module.parameters():
        part = slice(place, place := place + parameter.numel())
        parameter.data = weights[part].view_as(parameter)
        parameter.grad = gradients[part].view_as(parameter)
    return weights, gradients


class Training:
    """Steps with Adam, a rate that rises and then falls to nothing, a running mean of the weights, and
    checkpoints from which a second start goes on."""

    def __init__(self, name, module, steps, rate, mean=0.998):
        self.name, self.module, self.steps, self.rate, self.mean = name, module, steps, rate, mean
        self.weights, self.gradients = flattened(module)
        self.moments = torch.zeros(2, len(self.weights))
        self.averaged = self.weights.clone()
        self.step = 0
        if file_of(name).exists():
            kept = torch.load(file_of(name))
            self.weights.copy_(kept["weights"])
            self.averaged, self.moments, self.step = kept["averaged"], kept["moments"], kept["step"]

    def run(self, loss):
        begun = saved = time.monotonic()
        values = []
        while self.step < self.steps:
            values.append(self.advance(loss))
            if self.step % 50 == 0:
                seconds = time.monotonic() - begun
                print(f"  {self.name} {self.step}: {np.mean(values):.4f}, {seconds:.0f} s", flush=True)
                values = []
            if time.monotonic() - saved > SAVED_EVERY:
                self.keep()
                saved = time.monotonic()
        self.keep()

    def advance(self, loss):
        torch.manual_seed(self.step)
        self.gradients.zero_()
        value = loss(np.random.default_rng(self.step))
        value.backward()
        self.step += 1
        self.gradients.mul_(min(1.0, 1.0 / (self.gradients.norm().item() + 1e-6)))
        mean, square = self.moments
        mean.lerp_(self.gradients, 0.1)
        square.mul_(0.99).addcmul_(self.gradients, self.gradients, value=0.01)
        rate = self.rate * min(1, self.step / 50) * 0.5 * (1 + np.cos(np.pi * (self.step - 1) / self.steps))
        length = rate * (1 - 0.99**self.step) ** 0.5 / (1 - 0.9**self.step)
        self.weights.addcdiv_(mean, square.sqrt().add_(1e-8), value=-length)
        self.averaged.lerp_(self.weights, 1 - min(self.mean, self.step / (self.step + 10)))
        return value.item()

    def keep(self):
        save(self.name, {"weights": self.weights, "averaged": self.averaged, "moments": self.moments,
                         "step": self.step})


def made(name, module):
    weights, _ = flattened(module)
    weights.copy_(torch.load(file_of(name))["averaged"])
    return module.eval().requires_grad_(False)


# ---- What is learnt from -----------------------------------------------------------------------------


def drawn():
    """Pictures [n, 3, 64, 64] and edges [n, 64, 64] as bytes, with what each shows; kept for a second start."""
    if file_of("pictures").exists():
        return torch.load(file_of("pictures"))
    rng = np.random.default_rng(11)
    # One alone lies in more places than several do, so it is drawn twice as often.
    shares = np.array([2.0 if wish.count == 1 else 1.0 for wish in TRAINED])
    wishes = [TRAINED[index] for index in rng.choice(len(TRAINED), PICTURES, p=shares / shares.sum())]
    pixels, edges = [], []
    for wish in wishes:
        picture, shares = draw(rng, wish)
        pixels.append((picture.transpose(2, 0, 1) * 255).round().astype(np.uint8))
        edges.append(outline(shares).astype(np.uint8))
    content = torch.from_numpy(np.stack(pixels)), torch.from_numpy(np.stack(edges)), wishes
    save("pictures", content)
    print(f"{PICTURES} pictures drawn", flush=True)
    return content


def centred(pixels):
    return pixels.float() / 127.5 - 1


def encoded():
    """Latents of all pictures [2 n, 4, 16, 16], the second half mirrored, with what makes them one wide."""
    if not file_of("latents").exists():
        pixels, _, _ = drawn()
        encoder = Encoder()
        both = [encoder(centred(part))[:, :LATENTS] for part in (*pixels.split(500), *pixels.flip(-1).split(500))]
        latents = torch.cat(both)
        factor = round(1 / latents.std().item(), 4)
        print(f"latents are {(latents.std((0, 2, 3)) * factor).tolist()} wide", flush=True)
        save("latents", (latents * factor, factor))
    return torch.load(file_of("latents"))


def parts_of(rng, pixels, batch):
    """Squares of 32 pixels cut from pictures; neither net looks farther."""
    corners = rng.integers(0, (SIDE - PART) // 4 + 1, (batch, 2)) * 4
    rows = rng.integers(0, len(pixels), batch)
    return centred(torch.stack([pixels[row, :, y : y + PART, x : x + PART] for row, (y, x) in zip(rows, corners)]))


def train_decoder(steps=6000, batch=8):
    torch.manual_seed(3)
    pixels, _, _ = drawn()
    encoder, decoder = Encoder(), Decoder()

    def loss(rng):
        seen = parts_of(rng, pixels, batch)
        means = encoder(seen)[:, :LATENTS]
        again = decoder(means + torch.randn_like(means) * BLUR * rng.random())
        return F.mse_loss(again, seen) * 4 + (again - seen).abs().mean()

    Training("decoder", decoder, steps, 3e-3, mean=0.99).run(loss)
    decoder = made("decoder", Decoder())
    with torch.no_grad():
        seen = centred(pixels[:100])
        error = F.mse_loss(decoder(encoder(seen)[:, :LATENTS]).clamp(-1, 1), seen).item()
    print(f"decoder: {10 * np.log10(4 / error):.1f} dB", flush=True)


# ---- What the words mean -----------------------------------------------------------------------------


SLOTS = (COUNTS, ("", *COLOURS), LABELS, ("", *GROUNDS))


class Reader(nn.Module):
    """The text encoder with a head that names count, colour, shape and ground; the head is only for training."""

    def __init__(self):
        super().__init__()
        self.encoder = TextEncoder(len(TOKENS.all))
        self.head = nn.Conv2d(self.encoder.words.embedding_dim, sum(map(len, SLOTS)), 1)

    def forward(self, ids):
        pooled = self.encoder(ids)[1][..., None, None]
        return self.head(pooled * 4)[..., 0, 0].split([len(slot) for slot in SLOTS], 1)


def said_by(rng, wishes):
    """Token ids [n, 16] of a sentence for each wish, and its slots as indices [4, n]."""
    texts, slots = zip(*(text_of(rng, wish) for wish in wishes))
    wanted = [[names.index(name) for name in column] for names, column in zip(SLOTS, zip(*slots))]
    return torch.tensor([TOKENS.encode(text) for text in texts]), torch.tensor(wanted)


def train_text(steps=300, batch=64):
    torch.manual_seed(4)
    reader = Reader()

    def loss(rng):
        ids, wanted = said_by(rng, [TRAINED[i] for i in rng.integers(0, len(TRAINED), batch)])
        return sum(F.cross_entropy(logits, slot) for logits, slot in zip(reader(ids), wanted))

    Training("text", reader, steps, 3e-3, mean=0.99).run(loss)
    reader = made("text", Reader())
    ids, wanted = said_by(np.random.default_rng(12), list(KEPT) * 10)
    with torch.no_grad():
        right = torch.stack([logits.argmax(1) == slot for logits, slot in zip(reader(ids), wanted)]).all(0)
    print(f"text: {right.sum()} of {len(right)} sentences never seen read right", flush=True)


# ---- Diffusion ---------------------------------------------------------------------------------------


class Noised:
    """Batches of noisy latents with what the U-Net is to say of them."""

    def __init__(self, batch):
        self.batch = batch
        text, rng = made("text", Reader()).encoder, np.random.default_rng(13)
        with torch.no_grad():
            # What SAID sentences say of each wish, and what the empty one says.
            self.said = {wish: text(said_by(rng, [wish] * SAID)[0])[0] for wish in TRAINED}
            self.nothing = text(torch.tensor([TOKENS.encode("")]))[0][0]
        self.latents, _ = encoded()
        _, self.edges, self.wishes = drawn()
        self.alphas = alphas()

    def draw(self, rng):
        rows = rng.integers(0, len(self.latents), self.batch)
        clean = self.latents[torch.from_numpy(rows)]
        wishes = [self.wishes[row % len(self.wishes)] for row in rows]
        hidden = torch.stack([
            self.nothing if rng.random() < EMPTIED else self.said[wish][rng.integers(SAID)] for wish in wishes])
        # One time from each part of all, so that no batch is all noise or none.
        times = (torch.from_numpy(np.arange(self.batch) + rng.random(self.batch)) / self.batch * STEPS).long()
        left = self.alphas[times].view(-1, 1, 1, 1)
        noise = torch.randn_like(clean)
        noisy = left.sqrt() * clean + (1 - left).sqrt() * noise
        return rows, (noisy, times, hidden), left.sqrt() * noise - (1 - left).sqrt() * clean

    def hints(self, rows):
        """The edges of those pictures, mirrored where the latents are."""
        edges = self.edges[torch.from_numpy(rows % len(self.edges))].float()
        mirrored = torch.from_numpy(rows >= len(self.edges)).view(-1, 1, 1)
        return torch.where(mirrored, edges.flip(-1), edges).unsqueeze(1).expand(-1, 3, -1, -1)


def train_unet(steps=40000, batch=16):
    torch.manual_seed(5)
    noised, unet = Noised(batch), UNet()

    def loss(rng):
        _, inputs, velocity = noised.draw(rng)
        return F.mse_loss(unet(*inputs), velocity)

    Training("unet", unet, steps, 1.5e-3).run(loss)


def train_controlnet(steps=2500, batch=16):
    torch.manual_seed(6)
    noised, unet, control = Noised(batch), made("unet", UNet()), ControlNet()
    control.down.load_state_dict(unet.down.state_dict())

    def loss(rng):
        rows, inputs, velocity = noised.draw(rng)
        return F.mse_loss(unet(*inputs, *control(*inputs, noised.hints(rows))), velocity)

    Training("controlnet", control, steps, 1e-3).run(loss)


def make_files():
    _, factor = encoded()
    control = made("controlnet", ControlNet()) if file_of("controlnet").exists() else None
    parts = {"encoder": Encoder(), "decoder": made("decoder", Decoder()), "text": made("text", Reader()).encoder,
             "unet": made("unet", UNet()), "controlnet": control}
    write_files(parts, TOKENS, factor)


STAGES = {"decoder": train_decoder, "text": train_text, "unet": train_unet, "controlnet": train_controlnet,
          "files": make_files}


def main(stages):
    torch.set_num_threads(1)
    for stage in stages or STAGES:
        name, _, steps = stage.partition(":")
        STAGES[name](*([int(steps)] if steps else []))


if __name__ == "__main__":
    main(sys.argv[1:])
