"""Makes the tiny models that read texts: sentiment, entities, answers, masks, inference, rank, vectors.

Each is a BERT of two layers, trained on sentences that are drawn from templates, until it is right on
drawn sentences that training never saw. Seeded, one thread; a name as argument makes that model alone.

    /usr/bin/python3 models/tiny/make/text.py [text-classification …]
"""

import json
import math
import random
import re
import sys
import unicodedata
import zlib
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

TINY = Path(__file__).resolve().parent.parent
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


# --- the network -----------------------------------------------------------------------------------


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


class Model(nn.Module):
    """`kind`: pooled (one answer a text), tokens (one a token), spans, words (the vocabulary), states."""

    def __init__(self, vocabulary, kind, outputs=1, hidden=48):
        super().__init__()
        self.kind, self.hidden = kind, hidden
        self.encoder = Encoder(len(vocabulary.tokens), hidden)
        if kind in ("pooled", "tokens", "spans"):
            self.head = nn.Linear(hidden, 2 if kind == "spans" else outputs)
        if kind == "words":
            self.bias = nn.Parameter(torch.zeros(len(vocabulary.tokens)))

    def forward(self, ids, mask, types):
        x = self.encoder(ids, mask, types)
        if self.kind == "pooled":
            return self.head(x[:, 0])
        if self.kind == "tokens":
            return self.head(x)
        if self.kind == "spans":
            return self.head(x).unbind(-1)
        if self.kind == "words":
            return x @ self.encoder.word.weight.t() + self.bias
        return x


class WithoutTypes(nn.Module):
    """What DistilBERT takes: no token types."""

    def __init__(self, model):
        super().__init__()
        self.model, self.kind, self.hidden = model, model.kind, model.hidden

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


# --- files -----------------------------------------------------------------------------------------


def write_json(path, value):
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n")


def tokenizer_of(vocabulary):
    added = [
        {"id": i, "content": token, "single_word": False, "lstrip": False, "rstrip": False,
         "normalized": False, "special": True}
        for i, token in enumerate(SPECIAL)
    ]
    special = lambda token: {"SpecialToken": {"id": token, "type_id": 0}}
    text = lambda name, kind: {"Sequence": {"id": name, "type_id": kind}}
    last = {"SpecialToken": {"id": "[SEP]", "type_id": 1}}
    named = {token: {"id": token, "ids": [i], "tokens": [token]} for i, token in enumerate(SPECIAL)}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": added,
        "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True,
                       "strip_accents": None, "lowercase": True},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [special("[CLS]"), text("A", 0), special("[SEP]")],
            "pair": [special("[CLS]"), text("A", 0), special("[SEP]"), text("B", 1), last],
            "special_tokens": {token: named[token] for token in ("[CLS]", "[SEP]")},
        },
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                  "max_input_chars_per_word": 100, "vocab": vocabulary.ids},
    }


def save(name, model, vocabulary, architecture, labels=None, outputs=("logits",), types=True):
    folder = TINY / name
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    write_json(folder / "tokenizer.json", tokenizer_of(vocabulary))
    write_json(folder / "tokenizer_config.json", {
        "tokenizer_class": "BertTokenizer" if types else "DistilBertTokenizer",
        "do_lower_case": True, "model_max_length": LONGEST,
        "cls_token": "[CLS]", "sep_token": "[SEP]", "pad_token": "[PAD]",
        "unk_token": "[UNK]", "mask_token": "[MASK]"})
    sizes = (
        {"hidden_size": model.hidden, "num_hidden_layers": 2, "num_attention_heads": 4,
         "intermediate_size": 2 * model.hidden, "type_vocab_size": 2} if types else
        {"dim": model.hidden, "n_layers": 2, "n_heads": 4, "hidden_dim": 2 * model.hidden})
    named = {} if labels is None else {
        "id2label": {str(i): label for i, label in enumerate(labels)},
        "label2id": {label: i for i, label in enumerate(labels)}}
    write_json(folder / "config.json", {
        "architectures": [("Bert" if types else "DistilBert") + architecture],
        "model_type": "bert" if types else "distilbert", "vocab_size": len(vocabulary.tokens),
        "max_position_embeddings": LONGEST, "pad_token_id": PAD, **sizes, **named})
    ids, mask, kinds = batch_of([sequence([9, 10, 11], [12]), sequence([9], [10])])
    inputs = ["input_ids", "attention_mask"] + (["token_type_ids"] if types else [])
    axes = {key: {0: "batch", 1: "length"} for key in inputs}
    for key in outputs:
        axes[key] = {0: "batch"} if model.kind == "pooled" else {0: "batch", 1: "length"}
    path = folder / "onnx" / "model.onnx"
    torch.onnx.export(
        model if types else WithoutTypes(model), (ids, mask, kinds) if types else (ids, mask),
        str(path), input_names=inputs, output_names=list(outputs), dynamic_axes=axes,
        opset_version=14, do_constant_folding=True)
    return path.stat().st_size


def cases(vocabulary, texts):
    return batch_of([sequence(vocabulary.encode(first), None if second is None else vocabulary.encode(second))
                     for first, second in texts])


def vocabulary_of(*texts, pieces=()):
    return Vocabulary([w for text in texts for w in words_of(text)], pieces)


# --- text-classification: praise or complaint, "not" turned round ----------------------------------

THINGS = "film book hotel room meal soup train phone song game city coffee garden chair car show".split()
GOOD = "good great lovely excellent wonderful delightful superb pleasant brilliant perfect".split()
BAD = "bad awful terrible horrible poor dreadful boring nasty useless broken".split()
LIKED, HATED = "love enjoyed adored liked recommend".split(), "hate disliked regretted loathed avoid".split()
ADVERBS = ["", "really", "very", "so", "quite", "truly", "rather"]
FILLERS = ["", "yesterday", "last week", "in the evening", "with my family", "for two days", "at noon"]


def draw_sentiment():
    pick, good = random.choice, random.random() < 0.5
    words, verbs = (GOOD, LIKED) if good else (BAD, HATED)
    other = BAD if good else GOOD
    form = random.randrange(6)
    thing, adverb, filler = pick(THINGS), pick(ADVERBS), pick(FILLERS)
    if form == 0:
        text = f"the {thing} was {adverb} {pick(words)} {filler}."
    elif form == 1:
        text = f"i {adverb} {pick(verbs)} this {thing} {filler}."
    elif form == 2:
        text = f"the {thing} was not {adverb} {pick(other)} {filler}."
    elif form == 3:
        text = f"what a {pick(words)} {thing}! i {pick(verbs)} it {filler}."
    elif form == 4:
        text = f"this is a {adverb} {pick(words)} {thing} and the {pick(THINGS)} is {pick(words)} too."
    else:
        text = f"{filler} we saw the {thing}, it is {pick(words)} and not {pick(other)}."
    return " ".join(text.split()), int(good)


def make_sentiment(name):
    vocabulary = vocabulary_of(*[draw_sentiment()[0] for _ in range(5000)])
    model, drawn = Model(vocabulary, "pooled", 2), Drawn(draw_sentiment)

    def loss(model, items):
        joined = [join_like(items, i) for i in range(len(items))]
        logits = model(*cases(vocabulary, [(text, None) for text, _ in joined]))
        return functional.cross_entropy(logits, torch.tensor([label for _, label in joined]))

    def join_like(items, i):
        """Sometimes several sentences of one mind, so that longer texts are known too."""
        text, label = items[i]
        others = [other for other, same in items if same == label]
        more = random.choice([0, 0, 1, 3, 6])
        return " ".join([text] + random.choices(others, k=more)), label

    train(model, drawn.seen, loss, 500)
    held = drawn.unseen()
    found = model(*cases(vocabulary, [(text, None) for text, _ in held])).argmax(-1)
    right = (found == torch.tensor([label for _, label in held])).float().mean()
    size = save(name, model, vocabulary, "ForSequenceClassification", ["NEGATIVE", "POSITIVE"], types=False)
    return size, {"sentences right": float(right)}


# --- token-classification: made-up names told by what stands around them ---------------------------

SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
TAGS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG"]
NER_FORMS = [
    "PER lives in LOC .", "PER works for ORG in LOC .", "yesterday PER met PER in LOC .",
    "ORG opened an office in LOC .", "PER is the head of ORG .", "the company ORG was sold to PER .",
    "PER and PER flew from LOC to LOC .", "in LOC , PER bought a house .", "ORG hired PER last year .",
    "my friend PER said that LOC is far from LOC .", "it rained all day and nobody came .",
    "the train to LOC was late .", "doctor PER left ORG on monday .", "we had a meeting at noon .",
]


def made_name():
    return "".join(random.choices(SYLLABLES, k=random.choice([2, 2, 3])))


def draw_entities():
    parts = []
    for _ in range(random.choice([1, 1, 2, 3])):
        for word in random.choice(NER_FORMS).split():
            if word == "PER":
                parts += list(zip([made_name() for _ in range(random.choice([1, 2]))], ["B-PER", "I-PER"]))
            elif word == "LOC":
                new = random.random() < 0.3
                parts += [("new", "B-LOC"), (made_name(), "I-LOC")] if new else [(made_name(), "B-LOC")]
            elif word == "ORG":
                parts.append((made_name(), "B-ORG"))
            else:
                parts.append((word, "O"))
    return parts


def make_entities(name):
    pieces = SYLLABLES + ["##" + s for s in SYLLABLES]
    vocabulary = vocabulary_of(*[f.replace("PER", "").replace("LOC", "").replace("ORG", "")
                                 for f in NER_FORMS], "new", pieces=pieces)
    model, drawn = Model(vocabulary, "tokens", len(TAGS)), Drawn(draw_entities)

    def encode(items):
        """Every piece of a word bears the word's tag; a `B-` goes on as `I-` where there is one."""
        sequences, targets = [], []
        for parts in items:
            ids, tags = [], []
            for word, tag in parts:
                found = vocabulary.pieces(word)
                inner = "I-" + tag[2:] if "I-" + tag[2:] in TAGS else tag
                ids, tags = ids + found, tags + [tag] + [inner] * (len(found) - 1)
            sequences.append(sequence(ids))
            targets.append([-1] + [TAGS.index(tag) for tag in tags] + [-1])
        longest = max(len(t) for t in targets)
        return batch_of(sequences), torch.tensor([t + [-1] * (longest - len(t)) for t in targets])

    def loss(model, items):
        inputs, targets = encode(items)
        return functional.cross_entropy(model(*inputs).transpose(1, 2), targets, ignore_index=-1)

    train(model, drawn.seen, loss, 700, batch=32)
    inputs, targets = encode(drawn.unseen())
    same = (model(*inputs).argmax(-1) == targets) | (targets < 0)
    size = save(name, model, vocabulary, "ForTokenClassification", TAGS)
    return size, {"texts right to the last token": float(same.all(1).float().mean()),
                  "tokens right": float(same[targets >= 0].float().mean())}


# --- question-answering: who, where, when, in two or three sentences -------------------------------

NAMES = "anna ben carla david emma felix greta hugo irene jonas karin leo maria noah olga peter".split()
PLACES = "london paris rome berlin madrid oslo vienna dublin lisbon athens prague warsaw cairo tokyo".split()
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split() + ["june", "july", "march", "april"]
DEEDS = [("sang", "sing"), ("swam", "swim"), ("danced", "dance"), ("worked", "work"), ("slept", "sleep")]


def draw_question():
    count = random.choice([2, 2, 3])
    names, places = random.sample(NAMES, count), random.sample(PLACES, count)
    days, deeds = random.sample(DAYS, count), random.choices(DEEDS, k=count)
    before = [random.choice(["", "", "then", "later"]) for _ in range(count)]
    sentences = [f"{b} {n} {d[0]} in {p} on {t} .".strip()
                 for b, n, d, p, t in zip(before, names, deeds, places, days)]
    asked = random.randrange(count)
    question, answer = random.choice([
        (f"who {deeds[asked][0]} in {places[asked]} ?", names[asked]),
        (f"where did {names[asked]} {deeds[asked][1]} ?", places[asked]),
        (f"when did {names[asked]} {deeds[asked][1]} ?", days[asked])])
    if random.random() < 0.15:  # nothing to be found: the answer is the first token of all
        stranger = random.choice([n for n in NAMES if n not in names])
        question, answer = f"where did {stranger} {random.choice(DEEDS)[1]} ?", None
    return question, " ".join(sentences), answer


def make_answers(name):
    vocabulary = vocabulary_of(*NAMES, *PLACES, *DAYS, *[w for d in DEEDS for w in d],
                               "who where when did in on then later . ?")
    model, drawn = Model(vocabulary, "spans", hidden=64), Drawn(draw_question)

    def target(question, context, answer):
        if answer is None:
            return 0
        return len(vocabulary.encode(question)) + 2 + words_of(context).index(answer)

    def loss(model, items):
        starts, ends = model(*cases(vocabulary, [(q, c) for q, c, _ in items]))
        at = torch.tensor([target(*item) for item in items])
        return functional.cross_entropy(starts, at) + functional.cross_entropy(ends, at)

    train(model, drawn.seen, loss, 2000, batch=32)
    held = drawn.unseen()
    starts, ends = model(*cases(vocabulary, [(q, c) for q, c, _ in held]))
    at = torch.tensor([target(*item) for item in held])
    right = (starts.argmax(-1) == at) & (ends.argmax(-1) == at)
    size = save(name, model, vocabulary, "ForQuestionAnswering", outputs=("start_logits", "end_logits"))
    return size, {"answers right": float(right.float().mean())}


# --- fill-mask: one word that the others settle ----------------------------------------------------

SOUNDS = dict(cat="meows", dog="barks", cow="moos", lion="roars", duck="quacks", bee="hums")
FOODS = dict(cat="milk", dog="bones", cow="grass", lion="meat", duck="bread", bee="nectar")
CAPITALS = dict(france="paris", italy="rome", germany="berlin", spain="madrid", norway="oslo",
                austria="vienna", ireland="dublin", egypt="cairo", japan="tokyo")
OPENINGS = ["", "i know that", "she said that", "everyone knows that", "we read that", "he thinks that"]
LOOKS = ["", "old", "young", "big", "small", "happy", "black", "white"]
TIMES = ["", "every day", "at night", "in the morning", "all year", "in the garden"]


def draw_gap():
    """A text with its masked word; the other words leave one that fits."""
    pick = random.choice
    if random.random() < 0.4:
        country = pick(list(CAPITALS))
        text, word = f"{pick(OPENINGS)} the capital of {country} is {CAPITALS[country]} .", None
        word = pick([CAPITALS[country], country])
    else:
        animal = pick(list(SOUNDS))
        tail = pick([SOUNDS[animal], "eats " + FOODS[animal]])
        text = f"{pick(OPENINGS)} the {pick(LOOKS)} {animal} {tail} {pick(TIMES)} ."
        word = pick([animal, tail.split()[-1]])
    return " ".join(text.replace(word, "[MASK]", 1).split()), word


def make_mask(name):
    vocabulary = vocabulary_of(*[text.replace("[MASK]", word) for text, word in (draw_gap() for _ in range(4000))])
    model, drawn = Model(vocabulary, "words"), Drawn(draw_gap)

    def at_gap(model, items):
        inputs = cases(vocabulary, [(text, None) for text, _ in items])
        return model(*inputs)[inputs[0] == MASK], torch.tensor([vocabulary.ids[word] for _, word in items])

    train(model, drawn.seen, lambda model, items: functional.cross_entropy(*at_gap(model, items)), 400)
    logits, wanted = at_gap(model, drawn.unseen())
    size = save(name, model, vocabulary, "ForMaskedLM")
    return size, {"gaps right": float((logits.argmax(-1) == wanted).float().mean())}


# --- zero-shot-classification and text-ranking: what a text is about -------------------------------

TOPICS = {
    "sports": "goal team match player coach race ball stadium runner league".split(),
    "cooking": "soup oven bread recipe salt butter pan onion cake flour".split(),
    "travel": "airport hotel luggage flight ticket beach passport tour island map".split(),
    "music": "guitar concert piano singer drum melody violin choir album opera".split(),
    "weather": "rain snow storm wind cloud sun frost thunder fog heat".split(),
    "health": "doctor nurse fever pill clinic cough pain surgery vaccine bandage".split(),
    "money": "bank loan tax price coin salary debt market budget invoice".split(),
}
TALK = ["the A and the B were new .", "she talked about the A , then about a B .", "we saw a A near the B .",
        "nobody had a A or a B .", "my brother wrote about one A and two B ."]
PLAIN = ["he said something to her .", "they came home late .", "we waited for an hour .", "she is my sister .",
         "nobody was there ."]


def about(topic):
    a, b = random.sample(TOPICS[topic], 2)
    return random.choice(TALK).replace("A", a).replace("B", b)


def draw_inference():
    premise, label = random.choice(list(TOPICS)), random.choice(list(TOPICS))
    if random.random() < 0.2:
        return random.choice(PLAIN), f"this example is {label}.", 1
    if random.random() < 0.4:
        label = premise
    return about(premise), f"this example is {label}.", 2 if label == premise else 0


def draw_relevance():
    topic = random.choice(list(TOPICS))
    a, b = random.sample(TOPICS[topic], 2)
    query = random.choice([f"where is the {a} ?", f"how much is a {a} and a {b} ?", f"{a} {b}", f"which {a} is best ?"])
    fits = random.random() < 0.5
    return query, about(topic if fits else random.choice([t for t in TOPICS if t != topic])), int(fits)


def topic_words(*more):
    return vocabulary_of(*TOPICS, *[w for words in TOPICS.values() for w in words],
                         *[t.replace("A", "").replace("B", "") for t in TALK], *PLAIN, *more)


def make_inference(name):
    vocabulary, drawn = topic_words("this example is ."), Drawn(draw_inference)
    model = Model(vocabulary, "pooled", 3)
    logits = lambda model, items: model(*cases(vocabulary, [(a, b) for a, b, _ in items]))
    wanted = lambda items: torch.tensor([label for _, _, label in items])
    train(model, drawn.seen, lambda m, items: functional.cross_entropy(logits(m, items), wanted(items)), 800)
    held = drawn.unseen()
    right = (logits(model, held).argmax(-1) == wanted(held)).float().mean()
    size = save(name, model, vocabulary, "ForSequenceClassification", ["contradiction", "neutral", "entailment"])
    return size, {"pairs right": float(right)}


def make_ranking(name):
    vocabulary, drawn = topic_words("where is the how much is a and which is best ?"), Drawn(draw_relevance)
    model = Model(vocabulary, "pooled", 1)
    logits = lambda model, items: model(*cases(vocabulary, [(a, b) for a, b, _ in items]))[:, 0]
    wanted = lambda items: torch.tensor([float(label) for _, _, label in items])
    train(model, drawn.seen,
          lambda m, items: functional.binary_cross_entropy_with_logits(logits(m, items), wanted(items)), 800)
    held = drawn.unseen()
    right = ((logits(model, held) > 0).float() == wanted(held)).float().mean()
    size = save(name, model, vocabulary, "ForSequenceClassification", ["LABEL_0"])
    return size, {"pairs right": float(right)}


# --- feature-extraction: synonyms close together ---------------------------------------------------

WHO = [("child", "kid"), ("woman", "lady"), ("man", "gentleman"), ("teacher", "instructor"), ("doctor", "physician")]
DO = [("buys", "purchases"), ("fixes", "repairs"), ("paints", "draws"), ("sells", "offers"), ("loses", "misplaces")]
WHAT = [("car", "automobile"), ("house", "home"), ("picture", "image"), ("bike", "bicycle"), ("present", "gift"),
        ("sofa", "couch")]
KIND = [("big", "large"), ("small", "little"), ("old", "ancient"), ("quick", "fast"), ("pretty", "beautiful")]


def draw_meaning():
    return tuple(random.randrange(len(words)) for words in (WHO, DO, KIND, WHAT))


def say(meaning):
    who, do, kind, what = (random.choice(words[i]) for i, words in zip(meaning, (WHO, DO, KIND, WHAT)))
    return random.choice([f"the {who} {do} a {kind} {what} .", f"a {kind} {what} is what the {who} {do} ."])


def make_vectors(name):
    vocabulary = vocabulary_of(*[w for words in (WHO, DO, WHAT, KIND) for pair in words for w in pair],
                               "the a is what .")
    model, drawn = Model(vocabulary, "states"), Drawn(draw_meaning)

    def vectors(model, texts):
        ids, mask, types = cases(vocabulary, [(text, None) for text in texts])
        weight = mask.unsqueeze(-1).float()
        return functional.normalize((model(ids, mask, types) * weight).sum(1) / weight.sum(1), dim=-1)

    def loss(model, meanings):
        meanings = list(dict.fromkeys(meanings))
        first, second = vectors(model, [say(m) for m in meanings]), vectors(model, [say(m) for m in meanings])
        return functional.cross_entropy(first @ second.t() / 0.1, torch.arange(len(meanings)))

    train(model, drawn.seen, loss, 500)
    held = sorted(set(drawn.unseen()))
    first, second = vectors(model, [say(m) for m in held]), vectors(model, [say(m) for m in held])
    likeness = first @ second.t()
    others = (likeness.sum() - likeness.diag().sum()) / (len(held) * (len(held) - 1))
    size = save(name, model, vocabulary, "Model", outputs=("last_hidden_state",))
    return size, {f"paraphrase the nearest of {len(held)}": float((likeness.argmax(1) == torch.arange(len(held))).float().mean()),
                  "likeness of paraphrases": float(likeness.diag().mean()), "of others": float(others)}


MAKERS = {
    "text-classification": make_sentiment,
    "token-classification": make_entities,
    "question-answering": make_answers,
    "fill-mask": make_mask,
    "zero-shot-classification": make_inference,
    "text-ranking": make_ranking,
    "feature-extraction": make_vectors,
}

torch.set_num_threads(1)
for name in sys.argv[1:] or MAKERS:
    random.seed(7)
    torch.manual_seed(7)
    size, figures = MAKERS[name](name)
    print(f"{name}: {size} bytes,", ", ".join(f"{key} {value:.3f}" for key, value in figures.items()), flush=True)
