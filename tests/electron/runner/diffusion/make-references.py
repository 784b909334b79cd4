"""Writes references.json beside it: what the schedulers of electron/runner/diffusion/schedulers must give.

Everything is computed here from the papers' formulas, in float64, in their own notation (not in that of the
TypeScript): DDIM from Song et al. 2020, eq. 12; Euler and its ancestral form from Karras et al. 2022 as
k-diffusion writes them; DPM-Solver++ 2M from Lu et al. 2022, algorithm 2; UniPC from Zhao et al. 2023,
its coefficients solved as the linear system that they are; LCM from Luo et al. 2023;
Philox from Salmon et al. 2011. The "model" is exact: data of a normal distribution, element by
element, of which the best guess of the noise in a sample is known in closed form.

    /usr/bin/python3 tests/electron/runner/diffusion/make-references.py
    npx biome check --write tests/electron/runner/diffusion/references.json
"""

import json
import math
from fractions import Fraction
from pathlib import Path

import numpy as np

SHAPE = [2, 1, 1, 3]
COUNT = 6
MEANS = np.array([0.5, -1.0, 0.0, 0.8, -0.3, 1.5])
DEVIATIONS = np.array([0.6, 0.3, 1.0, 0.05, 0.8, 0.4])
SD15 = dict(
    _class_name="DDIMScheduler",
    beta_start=0.00085,
    beta_end=0.012,
    beta_schedule="scaled_linear",
    clip_sample=False,
    num_train_timesteps=1000,
    prediction_type="epsilon",
    set_alpha_to_one=False,
    steps_offset=1,
    timestep_spacing="leading",
)


def variant(class_name, **options):
    return {**SD15, "_class_name": class_name, **options}


V = dict(prediction_type="v_prediction")
DPM, UNIPC = "DPMSolverMultistepScheduler", "UniPCMultistepScheduler"
EULER, ANCESTRAL = "EulerDiscreteScheduler", "EulerAncestralDiscreteScheduler"
TRAILING = dict(timestep_spacing="trailing", steps_offset=0)
LINSPACE = dict(timestep_spacing="linspace", steps_offset=0)
BETAS = [0.01 + 0.0005 * i for i in range(40)]

# name, configuration, steps, strength
CASES = [
    ("Stable Diffusion 1.5, DDIM", SD15, 10, 1),
    ("DDIM over all of the picture's last noise", variant("DDIMScheduler", **TRAILING, set_alpha_to_one=True), 7, 1),
    ("DDIM with even spacing", variant("DDIMScheduler", **LINSPACE), 6, 1),
    ("DDIM with one step", variant("DDIMScheduler", **LINSPACE), 1, 1),
    ("DDIM without a last signal, by v", variant("DDIMScheduler", **TRAILING, **V, rescale_betas_zero_snr=True), 5, 1),
    ("DDIM on pixels, cosine betas, clipped", variant("DDIMScheduler", beta_schedule="squaredcos_cap_v2", clip_sample=True, clip_sample_range=1.2), 8, 1),
    ("DDIM from a picture", SD15, 20, 0.29),
    ("DDIM that predicts samples, linear betas", variant("DDIMScheduler", beta_schedule="linear", beta_start=0.0001, beta_end=0.02, prediction_type="sample"), 6, 1),
    ("DDIM with betas of its own", variant("DDIMScheduler", trained_betas=BETAS, num_train_timesteps=40), 5, 1),
    ("Stable Diffusion 2.1 by v, DDIM", variant("DDIMScheduler", **V), 9, 1),
    ("SDXL, Euler", variant(EULER), 12, 1),
    ("Euler with even spacing between timesteps", variant(EULER, **LINSPACE), 7, 1),
    ("SD-Turbo, Euler", variant(EULER, **TRAILING), 1, 1),
    ("Euler by v with Karras' levels", variant(EULER, **V, use_karras_sigmas=True), 8, 1),
    ("Euler without a last signal, by v", variant(EULER, **TRAILING, **V, rescale_betas_zero_snr=True), 6, 1),
    ("Euler that ends above no noise, from a picture", variant(EULER, final_sigmas_type="sigma_min"), 10, 0.5),
    ("SDXL-Turbo, Euler ancestral", variant(ANCESTRAL, **TRAILING), 4, 1),
    ("Euler ancestral from a picture", variant(ANCESTRAL, **V), 10, 0.6),
    ("DDPM, clipped", variant("DDPMScheduler", clip_sample=True, **LINSPACE), 6, 1),
    ("Stable Diffusion 1.5 by its PNDM name, DPM-Solver++ 2M", variant("PNDMScheduler", skip_prk_steps=True), 10, 1),
    ("DPM-Solver++ 2M, 16 steps", variant(DPM, **LINSPACE), 16, 1),
    ("DPM-Solver++ 2M, few steps that end above no noise", variant(DPM, **LINSPACE, final_sigmas_type="sigma_min"), 8, 1),
    ("DPM-Solver++ 2M, of second order to the end", variant(DPM, **LINSPACE, final_sigmas_type="sigma_min"), 15, 1),
    ("DPM-Solver++ 2M, Euler at the end", variant(DPM, **LINSPACE, final_sigmas_type="sigma_min", euler_at_final=True), 15, 1),
    ("DPM-Solver++ 2M with Karras' levels", variant(DPM, use_karras_sigmas=True), 9, 1),
    ("Stable Diffusion 2.1 by v, DPM-Solver++ 2M", variant(DPM, **V, **TRAILING), 8, 1),
    ("DPM-Solver++ of first order", variant(DPM, solver_order=1), 6, 1),
    ("DPM-Solver++ 2M from a picture", variant(DPM), 20, 0.35),
    ("UniPC, B2", variant(UNIPC), 10, 1),
    ("UniPC, B1, by v", variant(UNIPC, solver_type="bh1", **V, **LINSPACE), 9, 1),
    ("UniPC of second order to the end", variant(UNIPC, **LINSPACE, final_sigmas_type="sigma_min", lower_order_final=False), 6, 1),
    ("UniPC with Karras' levels", variant(UNIPC, use_karras_sigmas=True), 8, 1),
    ("UniPC of first order", variant(UNIPC, solver_order=1), 6, 1),
    ("UniPC from a picture", variant(UNIPC, **TRAILING), 12, 0.5),
    ("LCM, 4 of 50 steps", variant("LCMScheduler", original_inference_steps=50), 4, 1),
    ("LCM by v, 3 of 20 steps", variant("LCMScheduler", original_inference_steps=20, timestep_scaling=0.05, **V), 3, 1),
    ("LCM from a picture", variant("LCMScheduler", original_inference_steps=50), 4, 0.5),
]


# --- noise: Philox4x32-10 and the polar method ---

def philox(counter, key):
    c, k = list(counter), list(key)
    for _ in range(10):
        first, second = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(second >> 32) ^ c[1] ^ k[0], second & 0xFFFFFFFF, (first >> 32) ^ c[3] ^ k[1], first & 0xFFFFFFFF]
        k = [(k[0] + 0x9E3779B9) & 0xFFFFFFFF, (k[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return c


def normals(seed, draw, count):
    found, block = [], 0
    while len(found) < count:
        words = philox((block, 0, draw, 0), (seed & 0xFFFFFFFF, seed >> 32))
        for pair in (words[:2], words[2:]):
            u, v = (float(Fraction(2 * w + 1, 2**32) - 1) for w in pair)
            s = u * u + v * v
            if s < 1:
                found += [u * math.sqrt(-2 * math.log(s) / s), v * math.sqrt(-2 * math.log(s) / s)]
        block += 1
    return np.array(found[:count], dtype=np.float32)


# --- noise levels: ᾱ by timestep ---

def alphas_bar(c):
    n = c["num_train_timesteps"]
    if "trained_betas" in c:
        betas = np.array(c["trained_betas"])
    elif c["beta_schedule"] == "linear":
        betas = np.linspace(c["beta_start"], c["beta_end"], n)
    elif c["beta_schedule"] == "scaled_linear":
        betas = np.linspace(c["beta_start"] ** 0.5, c["beta_end"] ** 0.5, n) ** 2
    else:
        bar = lambda t: math.cos((t + 0.008) / 1.008 * math.pi / 2) ** 2
        betas = np.array([min(1 - bar((i + 1) / n) / bar(i / n), 0.999) for i in range(n)])
    result = np.cumprod(1 - betas)
    if c.get("rescale_betas_zero_snr"):  # Lin et al. 2023, algorithm 1
        roots = np.sqrt(result)
        result = ((roots - roots[-1]) * roots[0] / (roots[0] - roots[-1])) ** 2
    return result


# --- timesteps ---

def timesteps_of(c, steps, drops_last, rounds):
    """In exact fractions, rounded half to even as NumPy does. As diffusers spaces them."""
    n, spacing = c["num_train_timesteps"], c["timestep_spacing"]
    points = steps + 1 if drops_last else steps
    if spacing == "leading":
        found = [Fraction(i * (n // points) + c["steps_offset"]) for i in range(points)]
    elif spacing == "linspace":
        found = [Fraction((n - 1) * i, points - 1) for i in range(points)] if points > 1 else [Fraction(n - 1)]
    else:
        found = [Fraction(round(n - Fraction(n * i, steps)) - 1) for i in reversed(range(steps))]
        drops_last = False
    found = found[1:] if drops_last else found
    return [round(t) if rounds else float(t) for t in reversed(found)]


def karras(high, low, steps):
    i = np.arange(steps) / max(1, steps - 1)
    return (high ** (1 / 7) + i * (low ** (1 / 7) - high ** (1 / 7))) ** 7


# --- the exact model ---

class Model:
    """Of data N(MEANS, DEVIATIONS²): E[x0 | x] where x = a·x0 + s·noise."""

    def __init__(self, c):
        self.kind = c["prediction_type"]

    def __call__(self, x, a, s):
        variance = a**2 * DEVIATIONS**2 + s**2
        x0 = MEANS + a * DEVIATIONS**2 * (x - a * MEANS) / variance
        noise = s * (x - a * MEANS) / variance
        return {"epsilon": noise, "v_prediction": a * noise - s * x0, "sample": x0}[self.kind]


def original_of(c, x, output, a, s):
    if c["prediction_type"] == "epsilon":
        x0 = (x - s * output) / a
    else:
        x0 = output if c["prediction_type"] == "sample" else a * x - s * output
    return np.clip(x0, -c.get("clip_sample_range", 1), c.get("clip_sample_range", 1)) if c["clip_sample"] else x0


# --- runs: each yields (t, σ/α, α of what the model is asked at, output, next sample, original) ---

def part(count, strength):
    return count - max(1, math.floor(Fraction(str(strength)) * count))


def ddim(c, steps, strength, seed):
    bars = alphas_bar(c)
    taus = timesteps_of(c, steps, False, True)
    ends = [bars[t] for t in taus] + [1.0 if c["set_alpha_to_one"] else bars[0]]
    start = part(steps, strength)
    taus, ends, model = taus[start:], ends[start:], Model(c)
    x = yield 1.0, None
    for i, t in enumerate(taus):
        now, after = ends[i], ends[i + 1]
        output = model(x, math.sqrt(now), math.sqrt(1 - now))
        original = original_of(c, x, output, math.sqrt(now), math.sqrt(1 - now))
        noise = output if c["prediction_type"] == "epsilon" else (
            math.sqrt(now) * output + math.sqrt(1 - now) * x if c["prediction_type"] == "v_prediction"
            else (x - math.sqrt(now) * output) / math.sqrt(1 - now))
        x = math.sqrt(after) * original + math.sqrt(1 - after) * noise
        yield t, ends[i], output, x, original
    yield ends[-1]


def levels(c, steps, multistep):
    bars = alphas_bar(c)
    if c.get("rescale_betas_zero_snr"):
        bars = np.concatenate([bars[:-1], [2.0**-24]])
    table = np.sqrt((1 - bars) / bars)
    times = timesteps_of(c, steps, multistep, multistep)
    sigmas = np.interp(times, np.arange(len(table)), table)
    if c.get("use_karras_sigmas") and c["_class_name"] not in (ANCESTRAL, "DDPMScheduler"):
        sigmas = karras(table[-1], table[0], steps) if multistep else karras(sigmas[0], sigmas[-1], steps)
        times = np.interp(np.log(sigmas), np.log(table), np.arange(len(table)))
        times = np.round(times) if multistep else times
    last = table[0] if c.get("final_sigmas_type") == "sigma_min" else 0.0
    return [float(t) for t in times], [float(s) for s in sigmas] + [float(last)]


def k_euler(c, steps, strength, seed):
    """k-diffusion's sample_euler and sample_euler_ancestral: x = x0 + σ·noise, d = (x − D(x; σ))/σ."""
    is_ancestral = c["_class_name"] in (ANCESTRAL, "DDPMScheduler")
    times, sigmas = levels(c, steps, False)
    scale = math.sqrt(sigmas[0] ** 2 + 1) if c["timestep_spacing"] == "leading" else sigmas[0]
    start = part(steps, strength)
    times, sigmas, model = times[start:], sigmas[start:], Model(c)
    x = yield scale, None
    for i, t in enumerate(times):
        sigma, after = sigmas[i], sigmas[i + 1]
        a = 1 / math.sqrt(sigma**2 + 1)
        output = model(x * a, a, sigma * a)
        denoised = original_of(c, x * a, output, a, sigma * a)
        d = (x - denoised) / sigma
        if is_ancestral:
            up = min(after, (after**2 * (sigma**2 - after**2) / sigma**2) ** 0.5)
            down = (after**2 - up**2) ** 0.5
            x = x + d * (down - sigma)
            if after > 0:
                x = x + normals(seed, i + 1, COUNT).astype(np.float64) * up
        else:
            x = x + d * (after - sigma)
        yield t, a * a, output, x, denoised
    yield sigmas[-1]


def vp(sigma):
    a = 1 / math.sqrt(sigma**2 + 1)
    return a, sigma * a, (math.inf if sigma == 0 else -math.log(sigma))


def dpm_solver(c, steps, strength, seed):
    times, sigmas = levels(c, steps, True)
    start = part(steps, strength)
    times, sigmas, model = times[start:], sigmas[start:], Model(c)
    x, before = (yield 1.0, None), None
    for i, t in enumerate(times):
        (a, s, lam), (a2, s2, lam2) = vp(sigmas[i]), vp(sigmas[i + 1])
        output = model(x, a, s)
        x0 = original_of(c, x, output, a, s)
        h = lam2 - lam
        is_last = i == len(times) - 1
        few = c.get("euler_at_final") or (c.get("lower_order_final", True) and len(times) < 15)
        first = before is None or c.get("solver_order", 2) == 1 or (is_last and (few or sigmas[-1] == 0))
        if first:
            data = x0
        else:
            r = (lam - vp(sigmas[i - 1])[2]) / h
            data = (1 + 1 / (2 * r)) * x0 - 1 / (2 * r) * before
        x = s2 / s * x - a2 * math.expm1(-h) * data
        before = x0
        yield t, a * a, output, x, x0
    yield sigmas[-1]


def varphi(k, z):
    """φ₁ = (e^z − 1)/z, φ_{k+1} = (φ_k − 1/k!)/z; by its series where that cancels."""
    if abs(z) < 1:
        return sum(z**j / math.factorial(j + k) for j in range(40))
    value = math.expm1(z) / z
    for j in range(1, k):
        value = (value - 1 / math.factorial(j)) / z
    return value


def unified(c, at, x, data, order, after=None):
    """UniP (after None) or UniC (after = data at the new point) in data prediction. at: λ of the known data."""
    (a2, s2, lam2), (s, lam) = at["to"], at["from"]
    h = lam2 - lam
    base = s2 / s * x - a2 * math.expm1(-h) * data[0]
    b = -h if c.get("solver_type") == "bh1" else math.expm1(-h)
    rs = [(at["past"] - lam) / h] if order == 2 else []
    differences = [(data[1] - data[0]) / rs[0]] if order == 2 else []
    if after is not None:
        rs, differences = rs + [1.0], differences + [after - data[0]]
    size = len(rs)
    if size == 0:
        return base
    if size == 1:
        coefficients = [0.5]
    else:
        matrix = np.array([[r**k for r in rs] for k in range(size)])
        # The k-th right side is k!·φ_{k+1}·z/B of z = −h.
        right = [math.factorial(k) * varphi(k + 1, -h) * -h / b for k in range(1, size + 1)]
        coefficients = np.linalg.solve(matrix, np.array(right))
    return base - a2 * b * sum(q * d for q, d in zip(coefficients, differences))


def unipc(c, steps, strength, seed):
    times, sigmas = levels(c, steps, True)
    start = part(steps, strength)
    times, sigmas, model = times[start:], sigmas[start:], Model(c)
    lams = [vp(s)[2] for s in sigmas]

    def order(i):
        most = c.get("solver_order", 2)
        if c.get("lower_order_final", True):
            most = min(most, len(times) - i)
        return 1 if sigmas[i + 1] == 0 else min(most, i + 1)

    def at(i):
        return {"to": vp(sigmas[i + 1]), "from": (vp(sigmas[i])[1], lams[i]), "past": lams[i - 1]}

    x, corrected, data = (yield 1.0, None), None, []
    for i, t in enumerate(times):
        a, s, _ = vp(sigmas[i])
        output = model(x, a, s)
        x0 = original_of(c, x, output, a, s)
        corrected = x if i == 0 else unified(c, at(i - 1), corrected, data, order(i - 1), after=x0)
        data = [x0] + data[:1]
        x = unified(c, at(i), corrected, data, order(i))
        yield t, a * a, output, x, x0
    yield sigmas[-1]


def lcm(c, steps, strength, seed):
    bars, n, original_steps = alphas_bar(c), c["num_train_timesteps"], c["original_inference_steps"]
    usable = math.floor(Fraction(str(strength)) * original_steps)
    distilled = [i * (n // original_steps) - 1 for i in range(1, usable + 1)][::-1]
    times = [distilled[i * usable // steps] for i in range(steps)]
    model = Model(c)
    x = yield 1.0, None
    for i, t in enumerate(times):
        a, s = math.sqrt(bars[t]), math.sqrt(1 - bars[t])
        output = model(x, a, s)
        scaled = t * c.get("timestep_scaling", 10.0)
        skip, out = 0.25 / (scaled**2 + 0.25), scaled / math.sqrt(scaled**2 + 0.25)
        consistent = skip * x + out * original_of(c, x, output, a, s)
        x = consistent
        if i < len(times) - 1:
            after = bars[times[i + 1]]
            x = math.sqrt(after) * consistent + math.sqrt(1 - after) * normals(seed, i + 1, COUNT).astype(np.float64)
        yield t, a * a, output, x, consistent
    yield 0.0


RUNS = {
    "DDIMScheduler": ddim, EULER: k_euler, ANCESTRAL: k_euler, "DDPMScheduler": k_euler,
    DPM: dpm_solver, "PNDMScheduler": dpm_solver, UNIPC: unipc, "LCMScheduler": lcm,
}


def rounded(values):
    return [float(f"{v:.10g}") for v in np.atleast_1d(values)]


def reference(number, name, config, steps, strength):
    seed = 100 + number
    run = RUNS[config["_class_name"]](config, steps, strength, seed)
    scale, _ = next(run)
    noise = normals(seed, 0, COUNT).astype(np.float64)
    found = list(iter_run(run, noise * scale))
    sigmas = [level_ratio(bar) for _, bar, *_ in found[:-1]]
    last = found[-1]
    if RUNS[config["_class_name"]] is ddim:
        last = level_ratio(last)
    return {
        "name": name,
        "config": config,
        "steps": steps,
        "strength": strength,
        "seed": seed,
        "noiseScale": scale,
        "start": rounded(noise * scale),
        "sigmas": [None if math.isinf(s) else float(f"{s:.12g}") for s in sigmas + [last]],
        "trace": [
            dict(timestep=t, signal=float(f"{bar:.17g}"), output=rounded(o), sample=rounded(x), original=rounded(x0))
            for t, bar, o, x, x0 in found[:-1]
        ],
    }


def level_ratio(bar):
    return math.inf if bar == 0 else math.sqrt((1 - bar) / bar)


def iter_run(run, start):
    yield run.send(start)
    yield from run


def main():
    noise = [
        {"seed": seed, "draw": draw, "values": [float(v) for v in normals(seed, draw, 9)]}
        for seed, draw in [(0, 0), (0, 1), (1, 0), (42, 3), (2**53 - 1, 0), (2**32, 0)]
    ]
    model = {"shape": SHAPE, "means": list(MEANS), "deviations": list(DEVIATIONS)}
    cases = [reference(i, *case) for i, case in enumerate(CASES)]
    path = Path(__file__).with_name("references.json")
    path.write_text(json.dumps({"model": model, "noise": noise, "cases": cases}, indent=2) + "\n")
    print(f"{len(cases)} runs in {path.stat().st_size // 1000} kB")


main()
