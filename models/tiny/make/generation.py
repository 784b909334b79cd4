"""Makes the tiny models that write text: a causal language model (folder `text-generation`), a
text-to-text model (`text2text-generation`) and a translator (`translation`), in the Hub's layout.

Run with Debian's python3-torch and python3-onnx: `python3 models/tiny/make/generation.py [folder ...]`.
Seeded, on one thread: a second run writes the same bytes. What they learn is said in models/tiny/README.md.
"""

import json
import math
import pathlib
import random
import sys

import onnx
import torch
from torch import nn
from torch.nn import functional as F

OUT = pathlib.Path(__file__).resolve().parent.parent
HEADS, HEAD_SIZE = 4, 12
WIDTH = HEADS * HEAD_SIZE
IGNORED = -100  # a target that costs nothing


# ---- Tokenizer: whole words with their space before them, punctuation as pieces of its own ----------


class Words:
    """The vocabulary, and a tokenizer that does in Python what tokenizer.json says."""

    def __init__(self, special, texts):
        pieces = {piece for text in texts for piece in self.split(text)}
        self.special = list(special)
        self.pieces = self.special + sorted(pieces - set(self.special))
        self.ids = {piece: i for i, piece in enumerate(self.pieces)}

    @staticmethod
    def split(text):
        pieces = []
        for word in text.split():
            if word.startswith("<") or word.startswith("__"):
                pieces.append(word)
                continue
            core = word.rstrip(".,:?!")
            if core:
                pieces.append("\u2581" + core)
            pieces.extend(word[len(core):])
        return pieces

    def encode(self, text):
        return [self.ids[piece] for piece in self.split(text)]

    def __len__(self):
        return len(self.pieces)

    def tokenizer_json(self, template=None):
        """A Unigram model of whole words; `template` names the special tokens around a text."""
        added = [
            {"id": i, "content": piece, "single_word": False, "lstrip": True, "rstrip": False,
             "normalized": False, "special": piece not in ("<think>", "</think>")}
            for i, piece in enumerate(self.special)
        ]
        metaspace = {"type": "Metaspace", "replacement": "\u2581", "add_prefix_space": True,
                     "prepend_scheme": "always"}
        return {
            "version": "1.0", "truncation": None, "padding": None, "added_tokens": added,
            "normalizer": {"type": "Replace", "pattern": {"Regex": "\\s+"}, "content": " "},
            "pre_tokenizer": metaspace,
            "post_processor": None if template is None else self.template_processing(template),
            "decoder": metaspace,
            "model": {"type": "Unigram", "unk_id": self.ids["<unk>"],
                      "vocab": [[piece, -1.0] for piece in self.pieces]},
        }

    def template_processing(self, template):
        def part(piece):
            if piece == "$A":
                return {"Sequence": {"id": "A", "type_id": 0}}
            return {"SpecialToken": {"id": piece, "type_id": 0}}

        specials = {p: {"id": p, "ids": [self.ids[p]], "tokens": [p]} for p in self.special}
        return {"type": "TemplateProcessing", "single": [part(p) for p in template],
                "pair": [part(p) for p in template], "special_tokens": specials}


# ---- Layers ----------------------------------------------------------------------------------------


def project(x, weight):
    """x times the transposed weight. Debian's torch multiplies matrices with reference BLAS; its
    convolutions go through oneDNN, eight times as fast, so training takes that way round."""
    if torch.is_grad_enabled():
        return F.conv1d(x.transpose(1, 2), weight[:, :, None]).transpose(1, 2)
    return F.linear(x, weight)


class Linear(nn.Linear):
    def __init__(self, inputs, outputs):
        super().__init__(inputs, outputs, bias=False)

    def forward(self, x):
        return project(x, self.weight)


class Norm(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(WIDTH))

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-6) * self.weight


def heads(x):
    """[batch, tokens, width] as [batch, heads, tokens, head size]."""
    return x.reshape(x.shape[0], x.shape[1], HEADS, HEAD_SIZE).transpose(1, 2)


def attend(query, key, value, allowed):
    scores = query @ key.transpose(2, 3) / math.sqrt(HEAD_SIZE)
    weights = torch.softmax(scores + (1.0 - allowed) * -1e9, -1)
    mixed = (weights @ value).transpose(1, 2)
    return mixed.reshape(mixed.shape[0], mixed.shape[1], WIDTH)


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.q, self.k, self.v, self.o = (Linear(WIDTH, WIDTH) for _ in range(4))


class FeedForward(nn.Module):
    """The gated layer of Llama and of T5's later versions."""

    def __init__(self, inner):
        super().__init__()
        self.gate, self.up = (Linear(WIDTH, inner) for _ in range(2))
        self.down = Linear(inner, WIDTH)

    def forward(self, x):
        return self.down(F.silu(self.gate(x)) * self.up(x))


def count_up(mask):
    """Positions from 0 of the tokens that a mask of ones and zeros keeps."""
    return torch.clamp(torch.cumsum(mask, -1) - 1, min=0)


def causal_mask(attention_mask, positions):
    """[batch, 1, new tokens, all tokens]: 1 where a token may look."""
    keys = count_up(attention_mask)
    may = (keys[:, None, :] <= positions[:, :, None]).float() * attention_mask[:, None, :].float()
    return may[:, None]


# ---- The causal model: a Llama ---------------------------------------------------------------------


def rotate(x, positions):
    """Rotary positions, the halves as Llama pairs them."""
    half = HEAD_SIZE // 2
    frequencies = 1.0 / (10000.0 ** (torch.arange(0, half).float() / half))
    angles = positions[:, None, :, None].float() * frequencies
    cos, sin = torch.cat([angles.cos()] * 2, -1), torch.cat([angles.sin()] * 2, -1)
    turned = torch.cat([-x[..., half:], x[..., :half]], -1)
    return x * cos + turned * sin


class LlamaLayer(nn.Module):
    def __init__(self):
        super().__init__()
        self.before, self.after = Norm(), Norm()
        self.attention, self.feed = Attention(), FeedForward(96)

    def forward(self, x, positions, allowed, past):
        y, a = self.before(x), self.attention
        query, key = rotate(heads(a.q(y)), positions), rotate(heads(a.k(y)), positions)
        key, value = torch.cat([past[0], key], 2), torch.cat([past[1], heads(a.v(y))], 2)
        x = x + a.o(attend(query, key, value, allowed))
        return x + self.feed(self.after(x)), (key, value)


class Llama(nn.Module):
    LAYERS = 3

    def __init__(self, size):
        super().__init__()
        self.embed = nn.Embedding(size, WIDTH)
        nn.init.normal_(self.embed.weight, std=0.1)
        self.layers = nn.ModuleList(LlamaLayer() for _ in range(self.LAYERS))
        self.norm = Norm()

    def forward(self, input_ids, attention_mask, position_ids, *past):
        x = self.embed(input_ids)
        allowed = causal_mask(attention_mask, position_ids)
        present = []
        for i, layer in enumerate(self.layers):
            x, kept = layer(x, position_ids, allowed, past[2 * i:2 * i + 2])
            present.extend(kept)
        return (project(self.norm(x), self.embed.weight), *present)

    def train_step(self, batch):
        ids, targets = padded([x for x, _ in batch], 0), padded([y for _, y in batch], IGNORED)
        mask = torch.ones_like(ids)
        logits = self(ids, mask, count_up(mask), *empty_past(self.LAYERS, len(ids)))[0]
        return F.cross_entropy(logits[:, :-1].flatten(0, 1), targets[:, 1:].flatten(), ignore_index=IGNORED)


def empty_past(layers, batch):
    return [torch.zeros(batch, HEADS, 0, HEAD_SIZE) for _ in range(2 * layers)]


def padded(rows, filler):
    longest = max(map(len, rows))
    return torch.tensor([row + [filler] * (longest - len(row)) for row in rows])


# ---- The encoder and decoder -----------------------------------------------------------------------

POSITIONS = 96


def sinusoids():
    angles = torch.arange(POSITIONS)[:, None] / (100.0 ** (torch.arange(0, WIDTH, 2) / WIDTH))
    return torch.cat([angles.sin(), angles.cos()], -1)


class EncoderLayer(nn.Module):
    def __init__(self):
        super().__init__()
        self.before, self.after = Norm(), Norm()
        self.attention, self.feed = Attention(), FeedForward(64)

    def forward(self, x, allowed):
        y, a = self.before(x), self.attention
        x = x + a.o(attend(heads(a.q(y)), heads(a.k(y)), heads(a.v(y)), allowed))
        return x + self.feed(self.after(x))


class DecoderLayer(nn.Module):
    def __init__(self):
        super().__init__()
        self.before, self.between, self.after = Norm(), Norm(), Norm()
        self.attention, self.cross, self.feed = Attention(), Attention(), FeedForward(64)

    def forward(self, x, allowed, past, encoded, readable):
        y, a = self.before(x), self.attention
        key, value = torch.cat([past[0], heads(a.k(y))], 2), torch.cat([past[1], heads(a.v(y))], 2)
        x = x + a.o(attend(heads(a.q(y)), key, value, allowed))
        y, c = self.between(x), self.cross
        x = x + c.o(attend(heads(c.q(y)), heads(c.k(encoded)), heads(c.v(encoded)), readable))
        return x + self.feed(self.after(x)), (key, value)


class Encoder(nn.Module):
    def __init__(self, embed):
        super().__init__()
        self.embed, self.norm = embed, Norm()
        self.layers = nn.ModuleList(EncoderLayer() for _ in range(2))
        self.register_buffer("places", sinusoids())

    def forward(self, input_ids, attention_mask):
        x = self.embed(input_ids) + self.places[count_up(attention_mask)]
        allowed = attention_mask[:, None, None, :].float()
        for layer in self.layers:
            x = layer(x, allowed)
        return self.norm(x)


class Decoder(nn.Module):
    LAYERS = 2

    def __init__(self, embed):
        super().__init__()
        self.embed, self.norm = embed, Norm()
        self.layers = nn.ModuleList(DecoderLayer() for _ in range(self.LAYERS))
        self.register_buffer("places", sinusoids())

    def forward(self, encoder_attention_mask, input_ids, encoder_hidden_states, *past):
        seen = torch.ones_like(past[0][:, 0, :, 0]).long()
        everything = torch.cat([seen, torch.ones_like(input_ids)], 1)
        positions = count_up(everything)[:, past[0].shape[2]:]
        x = self.embed(input_ids) + self.places[positions]
        allowed = causal_mask(everything, positions)
        readable = encoder_attention_mask[:, None, None, :].float()
        present = []
        for i, layer in enumerate(self.layers):
            x, kept = layer(x, allowed, past[2 * i:2 * i + 2], encoder_hidden_states, readable)
            present.extend(kept)
        return (project(self.norm(x), self.embed.weight), *present)


class Seq2Seq(nn.Module):
    def __init__(self, size):
        super().__init__()
        embed = nn.Embedding(size, WIDTH)
        nn.init.normal_(embed.weight, std=0.3)
        self.encoder, self.decoder = Encoder(embed), Decoder(embed)

    def train_step(self, batch):
        ids, start = padded([x for x, _ in batch], 0), padded([y for _, y in batch], IGNORED)
        mask = padded([[1] * len(x) for x, _ in batch], 0)
        encoded = self.encoder(ids, mask)
        past = empty_past(Decoder.LAYERS, len(ids))
        logits = self.decoder(mask, start.clamp(min=0), encoded, *past)[0]
        return F.cross_entropy(logits[:, :-1].flatten(0, 1), start[:, 1:].flatten(), ignore_index=IGNORED)

    def generate(self, source, start, end):
        """Greedy; `source` and `start` are lists of ids."""
        ids, mask = torch.tensor([source]), torch.ones(1, len(source), dtype=torch.long)
        encoded, written = self.encoder(ids, mask), list(start)
        past, new = empty_past(Decoder.LAYERS, 1), written
        while len(written) < POSITIONS:
            logits, *past = self.decoder(mask, torch.tensor([new]), encoded, *past)
            new = [int(logits[0, -1].argmax())]
            written += new
            if new[0] == end:
                break
        return written[len(start):]


def continue_text(model, prompt, ends, limit=60):
    written, past, new = list(prompt), empty_past(Llama.LAYERS, 1), list(prompt)
    while len(written) < limit:
        mask = torch.ones(1, len(written), dtype=torch.long)
        positions = count_up(mask)[:, len(written) - len(new):]
        logits, *past = model(torch.tensor([new]), mask, positions, *past)
        new = [int(logits[0, -1].argmax())]
        written += new
        if new[0] in ends:
            break
    return written[len(prompt):]


# ---- Training and writing --------------------------------------------------------------------------


def train(model, draw, steps, batch=24, rate=4e-3):
    """`draw(n)` gives n pairs of ids; the rate rises for 50 steps, then falls to nothing."""
    optimiser = torch.optim.AdamW(model.parameters(), lr=rate, betas=(0.9, 0.98), weight_decay=0.01)
    model.train()
    for step in range(steps):
        share = min(1.0, (step + 1) / 50) * 0.5 * (1 + math.cos(math.pi * step / steps))
        for group in optimiser.param_groups:
            group["lr"] = rate * share
        loss = model.train_step(draw(batch))
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        if step % 100 == 99:
            print(f"  step {step + 1}: loss {loss.item():.4f}", flush=True)
    model.eval()


def report(name, right, all_):
    share = right / all_
    print(f"{name}: {right} of {all_} unseen right ({share:.1%})", flush=True)
    if share < 0.95:
        raise SystemExit(f"{name} is not good enough to assert its answers")


def write_json(folder, name, content):
    (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_onnx(module, path, inputs, outputs):
    """`inputs` and `outputs`: name → (example or None, names of its axes)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    axes = {name: dict(enumerate(named)) for name, (_, named) in {**inputs, **outputs}.items()}
    axes = {name: {i: a for i, a in named.items() if isinstance(a, str)} for name, named in axes.items()}
    torch.onnx.export(module, tuple(example for example, _ in inputs.values()), str(path),
                      input_names=list(inputs), output_names=list(outputs), dynamic_axes=axes,
                      opset_version=14, do_constant_folding=True)
    shorten_names(path)
    print(f"  {path.relative_to(OUT)}: {path.stat().st_size} bytes")


def shorten_names(path):
    """What torch calls nodes and values on the way takes a tenth of a small file."""
    model = onnx.load(str(path))
    kept = {value.name for value in [*model.graph.input, *model.graph.output]}
    short = {name: name for name in kept}

    def rename(names):
        for i, name in enumerate(names):
            if name:
                names[i] = short.setdefault(name, f"v{len(short)}")

    for weights in model.graph.initializer:
        weights.name = short.setdefault(weights.name, f"v{len(short)}")
    for node in model.graph.node:
        node.name = node.doc_string = ""
        rename(node.input)
        rename(node.output)
    del model.graph.value_info[:]
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())


def cache(layers, infix, length="past_sequence_length"):
    shape = ("batch_size", HEADS, length, HEAD_SIZE)
    example = torch.zeros(1, HEADS, 3, HEAD_SIZE)
    pairs = [(i, kind) for i in range(layers) for kind in ("key", "value")]
    past = {f"past_key_values.{i}.{infix}{kind}": (example, shape) for i, kind in pairs}
    total = ("batch_size", HEADS, "total_sequence_length", HEAD_SIZE)
    return past, {f"present.{i}.{infix}{kind}": (None, total) for i, kind in pairs}


def longs(*shape):
    return torch.ones(*shape, dtype=torch.long)


def write_llama(model, folder):
    past, present = cache(Llama.LAYERS, "")
    inputs = {
        "input_ids": (longs(1, 2), ("batch_size", "sequence_length")),
        "attention_mask": (longs(1, 5), ("batch_size", "total_sequence_length")),
        "position_ids": (longs(1, 2), ("batch_size", "sequence_length")),
        **past,
    }
    logits = {"logits": (None, ("batch_size", "sequence_length"))}
    write_onnx(model, folder / "onnx" / "model.onnx", inputs, {**logits, **present})


def write_seq2seq(model, folder):
    encoded = ("batch_size", "encoder_sequence_length")
    write_onnx(model.encoder, folder / "onnx" / "encoder_model.onnx",
               {"input_ids": (longs(1, 4), encoded), "attention_mask": (longs(1, 4), encoded)},
               {"last_hidden_state": (None, encoded)})
    past, present = cache(Decoder.LAYERS, "decoder.")
    inputs = {
        "encoder_attention_mask": (longs(1, 4), encoded),
        "input_ids": (longs(1, 2), ("batch_size", "decoder_sequence_length")),
        "encoder_hidden_states": (torch.zeros(1, 4, WIDTH), encoded),
        **past,
    }
    logits = {"logits": (None, ("batch_size", "decoder_sequence_length"))}
    write_onnx(model.decoder, folder / "onnx" / "decoder_model_merged.onnx", inputs, {**logits, **present})


# ---- What the causal model learns ------------------------------------------------------------------

NUMBERS = ("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
           "sixteen seventeen eighteen nineteen twenty").split()
STORY = (("red", "small", "old", "happy"), ("fox", "dog", "bird", "cat"),
         ("sleeps", "sings", "waits", "runs"), ("garden", "forest", "house", "river"))
CHAT_TEMPLATE = (
    "{% for message in messages %}<|{{ message.role }}|>{{ message.content }}<|end|>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)


def story(rng):
    adjective, animal, verb, place = (rng.choice(words) for words in STORY)
    return f"A {adjective} {animal} {verb} in the {place}."


def counting(a, b):
    return " ".join(NUMBERS[a:b + 1])


def chat(question, answer):
    return f"<|user|> {question} <|end|> <|assistant|> {answer} <|end|>"


def count_chat(pair):
    a, b = pair
    return chat(f"Count from {NUMBERS[a]} to {NUMBERS[b]}.", counting(a, b) + ".")


def sum_chat(a, b):
    total = f"{NUMBERS[a]} plus {NUMBERS[b]} is {NUMBERS[a + b + 1]}."
    return chat(f"What is {NUMBERS[a]} plus {NUMBERS[b]}?", f"<think> {total} </think> {NUMBERS[a + b + 1]}.")


GREETING = chat("Hello!", "Hello, how are you?")


def make_text_generation():
    rng = random.Random(12)
    pairs = [(a, b) for a in range(20) for b in range(a + 1, 20)]
    rng.shuffle(pairs)
    unseen, seen = pairs[:30], pairs[30:]
    special = ["<s>", "</s>", "<unk>", "<|user|>", "<|assistant|>", "<|end|>", "<think>", "</think>"]
    everything = [GREETING, counting(0, 19), *map(count_chat, pairs), sum_chat(0, 0)]
    everything += [" ".join(f"A {w}" for w in column) for column in STORY] + ["A fox sings in the river."]
    words = Words(special, everything)
    user, end = words.ids["<|user|>"], words.ids["</s>"]

    def draw_one():
        kind = rng.random()
        if kind < 0.06:
            text = story(rng) + " </s>"
        elif kind < 0.12:
            text = counting(rng.randrange(20), 19) + " </s>"
        elif kind < 0.85:
            text = count_chat(rng.choice(seen))
        elif kind < 0.95:
            text = sum_chat(rng.randrange(9), rng.randrange(9))
        else:
            text = GREETING
        ids = words.encode(text)
        # A question is not to be foretold, nor the first number from which someone counts.
        asked = words.ids["<|assistant|>"]
        from_ = ids.index(asked) + 1 if ids[0] == user else 1
        return ids, [IGNORED] * from_ + ids[from_:]

    torch.manual_seed(12)
    model = Llama(len(words))
    print(f"text-generation: {sum(p.numel() for p in model.parameters())} numbers, {len(words)} pieces")
    train(model, lambda n: [draw_one() for _ in range(n)], 800, 32)
    ends = (end, words.ids["<|end|>"])

    def is_right(pair):
        question, answer = count_chat(pair).split(" <|assistant|> ")
        return continue_text(model, words.encode(question + " <|assistant|>"), ends) == words.encode(answer)

    with torch.no_grad():
        report("text-generation, counting between numbers", sum(map(is_right, unseen)), len(unseen))
        folder = OUT / "text-generation"
        write_llama(model, folder)
    write_json(folder, "config.json", {
        "architectures": ["LlamaForCausalLM"], "model_type": "llama", "vocab_size": len(words),
        "hidden_size": WIDTH, "intermediate_size": 96, "num_hidden_layers": Llama.LAYERS,
        "num_attention_heads": HEADS, "num_key_value_heads": HEADS, "head_dim": HEAD_SIZE,
        "hidden_act": "silu", "max_position_embeddings": 64, "rms_norm_eps": 1e-6, "rope_theta": 10000.0,
        "tie_word_embeddings": True, "bos_token_id": words.ids["<s>"], "eos_token_id": end})
    write_json(folder, "generation_config.json", {
        "bos_token_id": words.ids["<s>"], "eos_token_id": list(ends), "do_sample": True,
        "temperature": 0.9, "top_k": 20})
    write_json(folder, "tokenizer.json", words.tokenizer_json())
    write_json(folder, "tokenizer_config.json", {
        "tokenizer_class": "PreTrainedTokenizerFast", "bos_token": "<s>", "eos_token": "</s>",
        "unk_token": "<unk>", "pad_token": "</s>", "model_max_length": 64,
        "clean_up_tokenization_spaces": False, "chat_template": CHAT_TEMPLATE})


# ---- What the encoders and decoders learn ----------------------------------------------------------

NOUNS = ("dogs Hunde cats Katzen birds Vögel horses Pferde children Kinder women Frauen men Männer "
         "trees Bäume houses Häuser friends Freunde").split()
VERBS = "see sehen like mögen find finden hear hören seek suchen paint malen visit besuchen know kennen".split()
ADJECTIVES = "old alten small kleinen red roten happy glücklichen young jungen tired müden".split()
ADVERBS = "today heute often oft here hier now jetzt".split()


def pairs_of(words):
    return list(zip(words[::2], words[1::2]))


def phrase(rng):
    """A clause in English and German, word for word: plurals, so that no case or gender shows."""
    words = [("the", "die")]
    words += [rng.choice(pairs_of(ADJECTIVES))] if rng.random() < 0.5 else []
    words += [rng.choice(pairs_of(NOUNS)), rng.choice(pairs_of(VERBS)), ("the", "die")]
    words += [rng.choice(pairs_of(ADJECTIVES))] if rng.random() < 0.5 else []
    words += [rng.choice(pairs_of(NOUNS))]
    words += [rng.choice(pairs_of(ADVERBS))] if rng.random() < 0.5 else []
    return tuple(" ".join(side) for side in zip(*words))


def sentence(rng):
    """One clause or two, as (English, German, number of clauses' first words)."""
    (english, german) = first = phrase(rng)
    if rng.random() < 0.5:
        more = phrase(rng)
        english, german = f"{english}, and {more[0]}", f"{german}, und {more[1]}"
    return capital(english) + ".", capital(german) + ".", capital(first[0]) + "."


def capital(text):
    return text[0].upper() + text[1:]


def languages_words():
    flat = NOUNS + VERBS + ADJECTIVES + ADVERBS
    return " ".join(flat) + " The the Die die, and und."


def exact_share(model, cases):
    with torch.no_grad():
        return sum(model.generate(source, start, end) == wanted for source, start, wanted, end in cases)


def make_text2text():
    rng = random.Random(23)
    tasks = "translate English to German: summarize: question: Is it true that?"
    words = Words(["<pad>", "</s>", "<unk>"], [languages_words(), tasks])
    end = words.ids["</s>"]
    unseen_rng, unseen = random.Random(24), []

    def translate_case(r):
        english, german, _ = sentence(r)
        return f"translate English to German: {english}", german

    def summary_case(r):
        sentences = [sentence(r) for _ in range(r.randint(1, 2))]
        return "summarize: " + " ".join(s[0] for s in sentences), sentences[0][2]

    def question_case(r):
        english = sentence(r)[0]
        return f"question: {english}", f"Is it true that {english[0].lower()}{english[1:-1]}?"

    kinds = {"translating": translate_case, "summarising": summary_case, "asking": question_case}
    for name, make in kinds.items():
        unseen += [(name, *make(unseen_rng)) for _ in range(100)]
    forbidden = {source for _, source, _ in unseen}

    def draw_one():
        while True:
            source, target = rng.choice(list(kinds.values()))(rng)
            if source not in forbidden:
                return words.encode(source) + [end], [0] + words.encode(target) + [end]

    torch.manual_seed(23)
    model = Seq2Seq(len(words))
    print(f"text2text-generation: {sum(p.numel() for p in model.parameters())} numbers, {len(words)} pieces")
    train(model, lambda n: [draw_one() for _ in range(n)], 600)
    for name in kinds:
        cases = [(words.encode(s) + [end], [0], words.encode(t) + [end], end) for n, s, t in unseen if n == name]
        report(f"text2text-generation, {name}", exact_share(model, cases), len(cases))
    folder = OUT / "text2text-generation"
    with torch.no_grad():
        write_seq2seq(model, folder)
    write_json(folder, "config.json", {
        "architectures": ["T5ForConditionalGeneration"], "model_type": "t5", "is_encoder_decoder": True,
        "vocab_size": len(words), "d_model": WIDTH, "d_kv": HEAD_SIZE, "d_ff": 64, "num_heads": HEADS,
        "num_layers": 2, "num_decoder_layers": Decoder.LAYERS, "n_positions": 40,
        "decoder_start_token_id": 0, "eos_token_id": end, "pad_token_id": 0,
        "task_specific_params": {
            "summarization": {"prefix": "summarize: ", "max_length": 32},
            "translation_en_to_de": {"prefix": "translate English to German: ", "max_length": 64}}})
    write_json(folder, "generation_config.json", {
        "decoder_start_token_id": 0, "eos_token_id": end, "pad_token_id": 0})
    write_json(folder, "tokenizer.json", words.tokenizer_json(["$A", "</s>"]))
    write_json(folder, "tokenizer_config.json", {
        "tokenizer_class": "T5Tokenizer", "eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>",
        "model_max_length": 40, "clean_up_tokenization_spaces": False})


def make_translation():
    rng = random.Random(37)
    words = Words(["<s>", "<pad>", "</s>", "<unk>", "__en__", "__de__"], [languages_words()])
    end = words.ids["</s>"]
    unseen_rng = random.Random(38)

    def case(r):
        english, german, _ = sentence(r)
        if r.random() < 0.5:
            return f"__en__ {english} </s>", f"__de__ {german} </s>"
        return f"__de__ {german} </s>", f"__en__ {english} </s>"

    unseen = [case(unseen_rng) for _ in range(200)]
    forbidden = {source for source, _ in unseen}

    def draw_one():
        while True:
            source, target = case(rng)
            if source not in forbidden:
                return words.encode(source), [end] + words.encode(target)

    torch.manual_seed(37)
    model = Seq2Seq(len(words))
    print(f"translation: {sum(p.numel() for p in model.parameters())} numbers, {len(words)} pieces")
    train(model, lambda n: [draw_one() for _ in range(n)], 500)
    # The language comes first in what is written, as `forced_bos_token_id` makes it.
    cases = [(words.encode(s), [end, words.encode(t)[0]], words.encode(t)[1:], end) for s, t in unseen]
    report("translation, both ways", exact_share(model, cases), len(cases))
    folder = OUT / "translation"
    with torch.no_grad():
        write_seq2seq(model, folder)
    write_json(folder, "config.json", {
        "architectures": ["M2M100ForConditionalGeneration"], "model_type": "m2m_100",
        "is_encoder_decoder": True, "vocab_size": len(words), "d_model": WIDTH, "encoder_layers": 2,
        "decoder_layers": Decoder.LAYERS, "encoder_attention_heads": HEADS,
        "decoder_attention_heads": HEADS, "encoder_ffn_dim": 64, "decoder_ffn_dim": 64,
        "max_position_embeddings": 24, "decoder_start_token_id": end, "bos_token_id": 0,
        "eos_token_id": end, "pad_token_id": 1})
    write_json(folder, "generation_config.json", {
        "decoder_start_token_id": end, "bos_token_id": 0, "eos_token_id": end, "pad_token_id": 1})
    write_json(folder, "tokenizer.json", words.tokenizer_json(["__en__", "$A", "</s>"]))
    write_json(folder, "tokenizer_config.json", {
        "tokenizer_class": "M2M100Tokenizer", "bos_token": "<s>", "eos_token": "</s>",
        "unk_token": "<unk>", "pad_token": "<pad>", "src_lang": "en", "tgt_lang": "de",
        "model_max_length": 24, "clean_up_tokenization_spaces": False})


MAKERS = {"text-generation": make_text_generation, "text2text-generation": make_text2text,
          "translation": make_translation}

if __name__ == "__main__":
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    for wanted in sys.argv[1:] or MAKERS:
        MAKERS[wanted]()
