"""Makes the tiny models that read texts: sentiment, entities, answers, masks, inference, rank, vectors.

Each is trained on sentences that are drawn from templates, until it is right on drawn sentences that
training never saw. Seeded, one thread; a name as argument makes that model alone.

    /usr/bin/python3 models/tiny/make/text.py [text-classification …]
"""

import random
import sys
import time

import torch
from torch.nn import functional

from text_files import save
from text_modules import MASK, Drawn, Reader, Vectors, batch_of, cases, sequence, train, vocabulary_of

STRANGE = "☺"  # what no vocabulary here has
PLAIN = ["he said something to her .", "they came home late .", "we waited for an hour .", "she is my sister .",
         "nobody was there .", "it is late ."]

SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]


def made_name():
    return "".join(random.choices(SYLLABLES, k=random.choice([2, 2, 3])))


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
    thing = pick(THINGS) if random.random() < 0.9 else made_name()
    adverb, filler = pick(ADVERBS), pick(FILLERS)
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
    vocabulary = vocabulary_of(*THINGS, *GOOD, *BAD, *LIKED, *HATED, *ADVERBS, *FILLERS,
                               "the was i this not what a it is and too we saw")
    model, drawn = Reader(vocabulary, "pooled", 2), Drawn(draw_sentiment)

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

    train(model, drawn.seen, loss, 300)
    held = drawn.unseen()
    found = model(*cases(vocabulary, [(text, None) for text, _ in held])).argmax(-1)
    right = (found == torch.tensor([label for _, label in held])).float().mean()
    size = save(name, model, vocabulary, "ForSequenceClassification", ["NEGATIVE", "POSITIVE"], types=False)
    return size, {"sentences right": float(right)}


# --- token-classification: made-up names told by what stands around them ---------------------------

TAGS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG"]
NER_FORMS = [
    "PER lives in LOC .", "PER works for ORG in LOC .", "yesterday PER met PER in LOC .",
    "ORG opened an office in LOC .", "PER is the head of ORG .", "the company ORG was sold to PER .",
    "PER and PER flew from LOC to LOC .", "in LOC , PER bought a house .", "ORG hired PER last year .",
    "my friend PER said that LOC is far from LOC .", "it rained all day and nobody came .",
    "the train to LOC was late .", "doctor PER left ORG on monday .", "we had a meeting at noon .",
]


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
        if random.random() < 0.1:
            parts.append((STRANGE, "O"))
    return parts


def make_entities(name):
    pieces = SYLLABLES + ["##" + s for s in SYLLABLES]
    vocabulary = vocabulary_of(*[f.replace("PER", "").replace("LOC", "").replace("ORG", "")
                                 for f in NER_FORMS], "new", pieces=pieces)
    model, drawn = Reader(vocabulary, "tokens", len(TAGS), layers=3), Drawn(draw_entities)

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


BEFORE = ["", "", "", "then", "later", STRANGE]


def draw_question():
    """A question, a passage, and at which of the passage's words the answer stands: None where nowhere."""
    count = random.choice([1, 2, 2, 3, 4])
    names = random.sample(NAMES, count)
    facts = [(name, random.choice(DEEDS), random.choice(PLACES), random.choice(DAYS)) for name in names]
    sentences = [f"{random.choice(BEFORE)} {name} {deed[0]} in {place} on {day} .".split()
                 for name, deed, place, day in facts]
    asked = random.randrange(count)
    name, deed, place, day = facts[asked]
    forms = [(f"where did {name} {deed[1]} ?", place), (f"when did {name} {deed[1]} ?", day)]
    if sum(fact[1:3] == (deed, place) for fact in facts) == 1:
        forms.append((f"who {deed[0]} in {place} ?", name))
    question, answer = random.choice(forms)
    at = sum(map(len, sentences[:asked])) + sentences[asked].index(answer)
    if random.random() < 0.2:
        stranger = random.choice([other for other in NAMES if other not in names])
        question, at = f"{random.choice(['where', 'when'])} did {stranger} {random.choice(DEEDS)[1]} ?", None
    return question, " ".join(sum(sentences, [])), at


def make_answers(name):
    vocabulary = vocabulary_of(*NAMES, *PLACES, *DAYS, *[w for d in DEEDS for w in d],
                               "who where when did in on then later . ?")
    model, drawn = Reader(vocabulary, "spans", reach=6, layers=1, hidden=64), Drawn(draw_question)

    def run(model, items):
        """The first token of all stands for "no answer"."""
        at = [0 if at is None else len(vocabulary.encode(question)) + 2 + at for question, _, at in items]
        inputs = cases(vocabulary, [(question, passage) for question, passage, _ in items])
        hidden = (1 - inputs[1]) * -10000.0
        starts, ends = model(*inputs)
        return starts + hidden, ends + hidden, torch.tensor(at)

    def loss(model, items):
        starts, ends, at = run(model, items)
        return functional.cross_entropy(starts, at) + functional.cross_entropy(ends, at)

    train(model, drawn.seen, loss, 1500)
    starts, ends, at = run(model, drawn.unseen())
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
    """A sentence with its masked word; the other words leave one that fits."""
    pick = random.choice
    if random.random() < 0.4:
        country = pick(list(CAPITALS))
        text = f"{pick(OPENINGS)} the capital of {country} is {CAPITALS[country]} ."
        word = pick([CAPITALS[country], country])
    else:
        animal = pick(list(SOUNDS))
        tail = pick([SOUNDS[animal], "eats " + FOODS[animal]])
        text = f"{pick(OPENINGS)} the {pick(LOOKS)} {animal} {tail} {pick(TIMES)} ."
        word = pick([animal, tail.split()[-1]])
    return " ".join(text.replace(word, "[MASK]", 1).split()), word


def draw_gaps():
    """Up to three sentences with their words, among others that have nothing to do with them."""
    gaps = [draw_gap() for _ in range(random.choice([1, 1, 2, 3]))]
    other = lambda: random.choice(["", "", *PLAIN])
    return " ".join(other() + " " + text for text, _ in gaps) + " " + other(), [word for _, word in gaps]


def make_mask(name):
    vocabulary = vocabulary_of(*CAPITALS, *CAPITALS.values(), *FOODS, *FOODS.values(), *SOUNDS.values(), *LOOKS,
                               *OPENINGS, *TIMES, *PLAIN, "the capital of is eats .")
    model, drawn = Reader(vocabulary, "words"), Drawn(draw_gaps)

    def at_gaps(model, items):
        inputs = cases(vocabulary, [(text, None) for text, _ in items])
        wanted = torch.tensor([vocabulary.ids[word] for _, words in items for word in words])
        return model(*inputs)[inputs[0] == MASK], wanted

    train(model, drawn.seen, lambda model, items: functional.cross_entropy(*at_gaps(model, items)), 300)
    logits, wanted = at_gaps(model, drawn.unseen())
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
        "nobody had a A or a B .", "my brother wrote about one A and two B .", "a A .", "the B ."]


def about(topic):
    """A sentence or more of one topic, perhaps among others of none."""
    said = []
    for _ in range(random.choice([1, 1, 1, 2])):
        a, b = random.sample(TOPICS[topic], 2)
        said.append(random.choice(TALK).replace("A", a).replace("B", b))
    said += random.choices(PLAIN, k=random.choice([0, 0, 1, 3]))
    random.shuffle(said)
    return " ".join(said)


def draw_inference():
    premise, label = random.choice(list(TOPICS)), random.choice(list(TOPICS))
    if random.random() < 0.2:
        plain = random.choices(PLAIN + [STRANGE + " ."], k=random.choice([1, 2, 3]))
        return " ".join(plain), f"this example is {label}.", 1
    if random.random() < 0.4:
        label = premise
    return about(premise), f"this example is {label}.", 2 if label == premise else 0


def draw_relevance():
    topic = random.choice(list(TOPICS))
    a, b = random.sample(TOPICS[topic], 2)
    query = random.choice([f"where is the {a} ?", f"how much is a {a} and a {b} ?", f"which {a} is best ?",
                           f"{a} {b}", a])
    if random.random() < 0.1:
        return query, " ".join(random.choices(PLAIN, k=random.choice([1, 2, 3]))), 0
    fits = random.random() < 0.5
    return query, about(topic if fits else random.choice([t for t in TOPICS if t != topic])), int(fits)


def topic_words(*more):
    return vocabulary_of(*TOPICS, *[w for words in TOPICS.values() for w in words],
                         *[t.replace("A", "").replace("B", "") for t in TALK], *PLAIN, *more)


def make_inference(name):
    vocabulary, drawn = topic_words("this example is ."), Drawn(draw_inference)
    model = Reader(vocabulary, "pairs", 3, reach=1, layers=1)
    logits = lambda model, items: model(*cases(vocabulary, [(a, b) for a, b, _ in items]))
    wanted = lambda items: torch.tensor([label for _, _, label in items])
    train(model, drawn.seen, lambda m, items: functional.cross_entropy(logits(m, items), wanted(items)), 800)
    held = drawn.unseen()
    right = (logits(model, held).argmax(-1) == wanted(held)).float().mean()
    size = save(name, model, vocabulary, "ForSequenceClassification", ["contradiction", "neutral", "entailment"])
    return size, {"pairs right": float(right)}


def make_ranking(name):
    vocabulary, drawn = topic_words("where is the how much is a and which is best ?"), Drawn(draw_relevance)
    model = Reader(vocabulary, "pairs", reach=1, layers=1)
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
    model, drawn = Vectors(vocabulary), Drawn(draw_meaning)

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
    nearest = likeness.argmax(1) == torch.arange(len(held))
    size = save(name, model, vocabulary, "Model", outputs=("last_hidden_state",))
    return size, {f"paraphrase the nearest of {len(held)}": float(nearest.float().mean()),
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
    began = time.monotonic()
    size, figures = MAKERS[name](name)
    told = ", ".join(f"{key} {value:.3f}" for key, value in figures.items())
    print(f"{name}: {time.monotonic() - began:.0f} s, {size} bytes, {told}", flush=True)
