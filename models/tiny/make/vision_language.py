"""Makes four tiny models that see and write, each trained on pictures drawn here:
image-to-text (ViT and GPT-2's layout), visual-question-answering (LLaVA's), document-question-answering
(Donut's) and text-to-image (Janus's). Run: /usr/bin/python3 vision_language.py [name ...]"""

import sys
import time

import numpy as np
import torch
from torch import nn
from torch.nn.functional import cross_entropy

from vision_language_files import (
    TINY, Words, cache_names, cached, folder_of, read_weights, write_json, write_onnx)
from vision_language_modules import Eye, Writer

COLOURS = {'red': (220, 40, 40), 'green': (40, 160, 60), 'blue': (40, 70, 210), 'yellow': (235, 205, 40)}
SHAPES = ['circle', 'square', 'triangle']
SIDES = ['left', 'right']
MEAN, STD = 0.5, 0.5
NORMAL = {'do_resize': True, 'do_rescale': True, 'rescale_factor': 1 / 255, 'do_normalize': True,
          'image_mean': [MEAN] * 3, 'image_std': [STD] * 3, 'resample': 2}
IDS = {'bos_token_id': 2, 'eos_token_id': 3, 'pad_token_id': 0}
SIZE, WIDTH = 32, 48


def to_pixels(pictures):
    """Pictures of 0..255 at twice the size [batch, 2s, 2s, 3] -> normalised pixel_values."""
    batch, size = pictures.shape[0], pictures.shape[1] // 2
    small = pictures.reshape(batch, size, 2, size, 2, 3).mean((2, 4))
    return torch.tensor(((small / 255 - MEAN) / STD).transpose(0, 3, 1, 2), dtype=torch.float32)


def inside(shape, x, y, radius):
    if shape == 'circle':
        return x * x + y * y < radius * radius
    if shape == 'square':
        return (abs(x) < radius * 0.9) & (abs(y) < radius * 0.9)
    return (abs(y) < radius) & (abs(x) < (y + radius) / 2)


def draw_scenes(random, count):
    """One shape each on light ground, clearly left or right; with colour, shape and side."""
    rows, columns = np.mgrid[0:2 * SIZE, 0:2 * SIZE] / (2 * SIZE)
    pictures, facts = [], []
    for _ in range(count):
        colour, shape = random.choice(list(COLOURS)), random.choice(SHAPES)
        side = random.choice(SIDES)
        radius, off = random.uniform(0.13, 0.24), random.uniform(0.12, 0.24)
        x, y = 0.5 + (off if side == 'right' else -off), random.uniform(0.3, 0.7)
        picture = np.full((2 * SIZE, 2 * SIZE, 3), random.uniform(215, 255))
        ink = np.clip(np.array(COLOURS[colour]) + random.uniform(-20, 20, 3), 0, 255)
        picture[inside(shape, columns - x, rows - y, radius)] = ink
        pictures.append(picture)
        facts.append((str(colour), str(shape), str(side)))
    return to_pixels(np.stack(pictures)), facts


def caption_of(colour, shape, side):
    return f'a {colour} {shape} on the {side}'


def train(parameters, steps, loss_of, rate=2e-3):
    optimiser = torch.optim.AdamW(parameters, rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, steps, pct_start=0.1)
    began = time.time()
    for step in range(steps):
        loss = loss_of()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        if step % 100 == 0:
            print(f'  step {step}: loss {loss.item():.4f} ({time.time() - began:.0f} s)', flush=True)


def padded(rows, filler):
    longest = max(map(len, rows))
    return torch.tensor([row + [filler] * (longest - len(row)) for row in rows])


def loss_on_answers(logits, rows, prompts):
    """Cross entropy of each token after the first `prompts[i]` ones, from the place before it."""
    targets = padded([[-100] * (prompt - 1) + row[prompt:] for row, prompt in zip(rows, prompts)], -100)
    return cross_entropy(logits[:, :targets.shape[1]].flatten(0, 1), targets.flatten(), ignore_index=-100)


def write_greedily(next_logits, tokens, limit=12):
    """Tokens after the given ones, until the end mark."""
    written = []
    while len(written) < limit:
        token = int(next_logits(tokens + written).argmax())
        if token == IDS['eos_token_id']:
            break
        written.append(token)
    return written


class Describer(nn.Module):
    """A picture's encoder and a decoder that attends to it."""

    def __init__(self, size, width, layers, vocabulary, place=0.02):
        super().__init__()
        self.eye, self.writer = Eye(size, width, place), Writer(width, layers, sees=True)
        self.embed, self.head = nn.Embedding(vocabulary, width), nn.Linear(width, vocabulary)

    def forward(self, input_ids, encoder_hidden_states, *past):
        hidden, present = self.writer(self.embed(input_ids), past, encoder_hidden_states)
        return self.head(hidden), *present

    def logits(self, pictures, rows):
        ids = padded(rows, 0)
        return self(ids, self.eye(pictures), *self.writer.no_past(len(rows)))[0]

    def next_logits(self, seen):
        return lambda tokens: self(torch.tensor([tokens]), seen, *self.writer.no_past())[0][0, -1]

    def write(self, folder, size, middle=''):
        pixels = {'pixel_values': (torch.zeros(1, 3, size, size), {0: 'batch_size'})}
        seen_axes = {0: 'batch_size'}
        write_onnx(self.eye, folder / 'onnx/encoder_model.onnx', pixels,
                   {'last_hidden_state': (None, seen_axes)})
        past, present = cached(self.writer, *cache_names(len(self.writer.layers), middle))
        text = {0: 'batch_size', 1: 'sequence_length'}
        write_onnx(self, folder / 'onnx/decoder_model_merged.onnx', {
            'input_ids': (torch.tensor([[2, 5]]), text),
            'encoder_hidden_states': (self.eye(torch.zeros(1, 3, size, size)).detach(), seen_axes), **past,
        }, {'logits': (None, text), **present})


def make_image_to_text(random):
    words = Words([], ['a', 'on', 'the', *COLOURS, *SHAPES, *SIDES])
    model = Describer(SIZE, WIDTH, 1, len(words))

    def loss_of():
        pictures, facts = draw_scenes(random, 64)
        rows = [[2, *words.encode(caption_of(*fact)), 3] for fact in facts]
        return loss_on_answers(model.logits(pictures, rows), rows, [1] * len(rows))

    train(model.parameters(), 900, loss_of)
    pictures, facts = draw_scenes(np.random.RandomState(99), 500)
    with torch.no_grad():
        right = sum(
            write_greedily(model.next_logits(model.eye(picture[None])), [2]) == words.encode(caption_of(*fact))
            for picture, fact in zip(pictures, facts))
    print(f'image-to-text: {right} of 500 unseen scenes described right')
    folder = folder_of('image-to-text')
    model.write(folder, SIZE)
    words.write(folder)
    write_json(folder / 'config.json', {
        'model_type': 'vision-encoder-decoder', 'architectures': ['VisionEncoderDecoderModel'],
        'is_encoder_decoder': True, 'decoder_start_token_id': 2, **IDS,
        'encoder': {'model_type': 'vit', 'image_size': SIZE, 'patch_size': 8, 'hidden_size': WIDTH},
        'decoder': {'model_type': 'gpt2', 'n_head': 2, 'n_layer': 1, 'n_embd': WIDTH, 'n_positions': 96,
                    'is_decoder': True, 'add_cross_attention': True, 'vocab_size': len(words)}})
    write_json(folder / 'generation_config.json', {'decoder_start_token_id': 2, **IDS, 'max_length': 32})
    write_json(folder / 'preprocessor_config.json', {
        'image_processor_type': 'ViTImageProcessor', **NORMAL, 'size': {'height': SIZE, 'width': SIZE}})


QUESTIONS = {
    'colour': ['what colour is it ?', 'what color is the shape ?', 'which colour is the shape ?'],
    'shape': ['what shape is it ?', 'which shape is this ?', 'what is it ?'],
    'side': ['where is it ?', 'where is the shape ?', 'which side is it on ?'],
    'all': ['describe this picture in one sentence .', 'what is in the picture ?'],
}


def ask_about(random, fact):
    kind = random.choice(list(QUESTIONS))
    question = str(random.choice(QUESTIONS[kind]))
    answers = {'colour': fact[0], 'shape': fact[1], 'side': f'on the {fact[2]}', 'all': caption_of(*fact)}
    return question, answers[kind]


class Talker(nn.Module):
    """A language model in whose sequence a picture's vectors stand in the place of its marks."""

    def __init__(self, size, width, layers, vocabulary):
        super().__init__()
        self.eye, self.writer = Eye(size, width), Writer(width, layers)
        self.embed, self.head = nn.Embedding(vocabulary, width), nn.Linear(width, vocabulary)

    def forward(self, inputs_embeds, *past):
        hidden, present = self.writer(inputs_embeds, past)
        return self.head(hidden), *present

    def logits(self, seen, rows, image_id):
        embeds = self.embed(padded(rows, 0))
        first = rows[0].index(image_id)  # the same in every row
        embeds = torch.cat([embeds[:, :first], seen, embeds[:, first + seen.shape[1]:]], 1)
        return self(embeds, *self.writer.no_past(len(rows)))[0]


def make_visual_question_answering(random):
    """Its eye is that of image-to-text, which is made first, and is not trained further."""
    vocabulary = sorted({word for asked in QUESTIONS.values() for text in asked for word in text.split()}
                        | {'a', 'on', 'the', *COLOURS, *SHAPES, *SIDES})
    words = Words(['<image>', '<user>', '<assistant>'], vocabulary)
    image_id = words.ids['<image>']
    model = Talker(SIZE, WIDTH, 2, len(words))
    read_weights(model.eye, TINY / 'image-to-text/onnx/encoder_model.onnx')
    with torch.no_grad():
        drawn, drawn_facts = draw_scenes(random, 3000)
        seen = torch.cat([model.eye(part) for part in drawn.split(100)])

    def prompt_of(question):
        return [words.ids['<user>'], *[image_id] * 16, *words.encode(question), words.ids['<assistant>']]

    def loss_of():
        chosen = random.randint(len(seen), size=48)
        asked = [ask_about(random, drawn_facts[which]) for which in chosen]
        prompts = [prompt_of(question) for question, _ in asked]
        rows = [prompt + words.encode(answer) + [3] for prompt, (_, answer) in zip(prompts, asked)]
        return loss_on_answers(model.logits(seen[chosen], rows, image_id), rows, list(map(len, prompts)))

    for weight in model.eye.parameters():
        weight.requires_grad_(False)
    train([weight for weight in model.parameters() if weight.requires_grad], 500, loss_of)
    unseen = np.random.RandomState(99)
    pictures, facts = draw_scenes(unseen, 500)
    right = 0
    with torch.no_grad():
        for picture, fact in zip(pictures, facts):
            question, answer = ask_about(unseen, fact)
            looked = model.eye(picture[None])
            written = write_greedily(
                lambda tokens: model.logits(looked, [tokens], image_id)[0, -1], prompt_of(question))
            right += written == words.encode(answer)
    print(f'visual-question-answering: {right} of 500 questions about unseen scenes answered right')
    write_visual_question_answering(model, words)


CHAT_TEMPLATE = (
    "{% for message in messages %}{{ '<user>' }}{% for part in message['content'] %}"
    "{% if part['type'] == 'image' %}{{ '<image>' }}{% else %}{{ part['text'] }}{% endif %}"
    "{% endfor %}{% endfor %}{% if add_generation_prompt %}{{ '<assistant>' }}{% endif %}")


def write_talker(model, path, name, output):
    past, present = cached(model.writer, *cache_names(len(model.writer.layers)))
    text = {0: 'batch_size', 1: 'sequence_length'}
    embeds = {'inputs_embeds': (torch.zeros(1, 2, model.writer.width), text)}
    write_onnx(model, path / f'onnx/{name}.onnx', {**embeds, **past}, {output: (None, text), **present})


def write_visual_question_answering(model, words):
    folder = folder_of('visual-question-answering')
    text = {0: 'batch_size', 1: 'sequence_length'}
    write_onnx(model.eye, folder / 'onnx/vision_encoder.onnx',
               {'pixel_values': (torch.zeros(1, 3, SIZE, SIZE), {0: 'batch_size'})},
               {'image_features': (None, {0: 'batch_size'})})
    write_onnx(model.embed, folder / 'onnx/embed_tokens.onnx',
               {'input_ids': (torch.tensor([[2, 5]]), text)}, {'inputs_embeds': (None, text)})
    write_talker(model, folder, 'decoder_model_merged', 'logits')
    words.write(folder, chat_template=CHAT_TEMPLATE)
    write_json(folder / 'config.json', {
        'model_type': 'llava', 'architectures': ['LlavaForConditionalGeneration'],
        'image_token_index': words.ids['<image>'], **IDS,
        'text_config': {'model_type': 'llama', 'num_key_value_heads': 2, 'num_attention_heads': 2,
                        'num_hidden_layers': len(model.writer.layers), 'hidden_size': WIDTH,
                        'head_dim': WIDTH // 2, 'vocab_size': len(words), 'max_position_embeddings': 96},
        'vision_config': {'model_type': 'clip_vision_model', 'image_size': SIZE, 'patch_size': 8}})
    write_json(folder / 'generation_config.json', {**IDS, 'max_length': 96})
    write_json(folder / 'preprocessor_config.json', {
        'processor_class': 'LlavaProcessor', 'image_processor_type': 'CLIPImageProcessor', **NORMAL,
        'size': {'height': SIZE, 'width': SIZE}})
    write_json(folder / 'processor_config.json', {
        'processor_class': 'LlavaProcessor', 'image_token': '<image>', 'patch_size': 8,
        'num_additional_image_tokens': 0})


PAGE = 48
CONTENTS = ['cross', 'disc', 'nothing']


def draw_documents(random, count):
    """A form with one box near its top or its bottom; with what stands in it and where it is."""
    rows, columns = np.mgrid[0:2 * PAGE, 0:2 * PAGE]
    pages, facts = [], []
    for _ in range(count):
        page = np.full((2 * PAGE, 2 * PAGE, 3), random.uniform(225, 255))
        content, place = str(random.choice(CONTENTS)), str(random.choice(['top', 'bottom']))
        x = abs(columns - random.uniform(30, 66))
        y = abs(rows - (26 if place == 'top' else 70) - random.uniform(-5, 5))
        reach, size = np.maximum(x, y), random.uniform(9, 12)
        ink = (reach > 15) & (reach < 18)
        if content == 'disc':
            ink |= x * x + y * y < size * size
        if content == 'cross':
            ink |= (abs(x - y) < 3) & (reach < size)
        page[ink] = random.uniform(10, 60)
        pages.append(page)
        facts.append((content, place))
    return to_pixels(np.stack(pages)), facts


DOCUMENT_QUESTIONS = {
    'content': ['what is in the box ?', 'what does the box say ?'],
    'place': ['where is the box ?', 'which part of the form is it in ?'],
    None: ['who signed it ?', 'what is the date ?', 'what is the name ?'],
}


def make_document_question_answering(random):
    vocabulary = {word for asked in DOCUMENT_QUESTIONS.values() for text in asked for word in text.split()}
    words = Words(['<s_docvqa>', '<s_question>', '</s_question>', '<s_answer>', '</s_answer>'],
                  [*sorted(vocabulary), 'a', 'top', 'bottom', *CONTENTS])
    model = Describer(PAGE, WIDTH, 1, len(words), place=0.5)

    def asked_of(generator, fact):
        which = ['content', 'content', 'place', 'place', None][generator.randint(5)]
        question = str(generator.choice(DOCUMENT_QUESTIONS[which]))
        prompt = words.encode(f'<s_docvqa> <s_question> {question} </s_question> <s_answer>')
        if which is None:  # no closed answer: the model says that there is none
            return prompt, []
        content, place = fact
        said = f'the {place}' if which == 'place' else content if content == 'nothing' else f'a {content}'
        return prompt, words.encode(f'{said} </s_answer>')

    def loss_of():
        pages, facts = draw_documents(random, 32)
        asked = [asked_of(random, fact) for fact in facts]
        rows = [prompt + reply + [3] for prompt, reply in asked]
        return loss_on_answers(model.logits(pages, rows), rows, [len(prompt) for prompt, _ in asked])

    train(model.parameters(), 560, loss_of)
    unseen = np.random.RandomState(99)
    pages, facts = draw_documents(unseen, 500)
    right = 0
    with torch.no_grad():
        for page, fact in zip(pages, facts):
            prompt, reply = asked_of(unseen, fact)
            right += write_greedily(model.next_logits(model.eye(page[None])), prompt) == reply
    print(f'document-question-answering: {right} of 500 questions about unseen documents answered right')
    folder = folder_of('document-question-answering')
    model.write(folder, PAGE, '.decoder')
    words.write(folder)
    write_json(folder / 'config.json', {
        'model_type': 'vision-encoder-decoder', 'architectures': ['VisionEncoderDecoderModel'],
        'is_encoder_decoder': True, 'decoder_start_token_id': 2, **IDS,
        'encoder': {'model_type': 'donut-swin', 'image_size': [PAGE, PAGE], 'hidden_size': WIDTH},
        'decoder': {'model_type': 'mbart', 'decoder_layers': 1, 'decoder_attention_heads': 2,
                    'encoder_layers': 1, 'encoder_attention_heads': 2, 'd_model': WIDTH,
                    'max_position_embeddings': 96, 'vocab_size': len(words)}})
    write_json(folder / 'generation_config.json', {'decoder_start_token_id': 2, **IDS, 'max_length': 48})
    write_json(folder / 'preprocessor_config.json', {
        'image_processor_type': 'DonutImageProcessor', **NORMAL, 'do_thumbnail': True, 'do_pad': True,
        'size': {'height': PAGE, 'width': PAGE}})


GRID, PATCH = 6, 8
PAINTS = [(250, 250, 250), *COLOURS.values()]
CODES = 8


def paint_tokens(random):
    """A description and the codes of a picture that fits it, row by row; where it lies is chance."""
    colour, shape = random.randint(len(COLOURS)), random.choice(['square', 'bar'])
    height, width = (3, 3) if shape == 'square' else (2, 5)
    top, left = random.randint(GRID - height + 1), random.randint(GRID - width + 1)
    picture = np.zeros((GRID, GRID), dtype=int)
    picture[top:top + height, left:left + width] = 1 + colour
    return f'a {list(COLOURS)[colour]} {shape}', picture.flatten().tolist()


class Codes(nn.Module):
    """generated_tokens [batch, GRID * GRID] -> decoded_image [batch, 3, side, side] from -1 to 1."""

    def __init__(self):
        super().__init__()
        paints = torch.full((CODES, 3), 1.0)
        paints[:len(PAINTS)] = torch.tensor(PAINTS) / 127.5 - 1
        self.register_buffer('paints', paints)

    def forward(self, generated_tokens):
        grid = self.paints[generated_tokens].view(-1, GRID, GRID, 3).permute(0, 3, 1, 2)
        patches = grid[:, :, :, None, :, None].expand(-1, -1, -1, PATCH, -1, PATCH)
        return patches.reshape(-1, 3, GRID * PATCH, GRID * PATCH)


class Hidden(nn.Module):
    """A writer alone, without embeddings and head."""

    def __init__(self, writer):
        super().__init__()
        self.writer = writer

    def forward(self, inputs_embeds, *past):
        hidden, present = self.writer(inputs_embeds, past)
        return hidden, *present


def make_text_to_image(random):
    words = Words(['<image_placeholder>', '<begin_of_image>', '<end_of_image>', '<user>'],
                  ['a', *COLOURS, 'square', 'bar'])
    model = nn.ModuleDict({
        'writer': Writer(WIDTH, 2, longest=64), 'embed': nn.Embedding(len(words), WIDTH),
        'head': nn.Linear(WIDTH, len(words)), 'paint': nn.Linear(WIDTH, CODES),
        'see': nn.Embedding(CODES, WIDTH)})

    def prompt_of(description):
        return words.encode(f'<user> {description} <begin_of_image>')

    def logits_of(prompts, codes):
        embeddings = torch.cat([model['embed'](torch.tensor(prompts)), model['see'](torch.as_tensor(codes))], 1)
        hidden, _ = model['writer'](embeddings, model['writer'].no_past(len(prompts)))
        return model['paint'](hidden[:, len(prompts[0]) - 1:])

    def loss_of():
        drawn = [paint_tokens(random) for _ in range(24)]
        codes = [picture for _, picture in drawn]
        logits = logits_of([prompt_of(text) for text, _ in drawn], [picture[:-1] for picture in codes])
        return cross_entropy(logits.flatten(0, 1), torch.tensor(codes).flatten())

    train(model.parameters(), 450, loss_of)
    unseen = np.random.RandomState(99)
    right, coloured = 0, 0
    with torch.no_grad():
        for _ in range(100):
            text, wanted = paint_tokens(unseen)
            codes = []
            while len(codes) < GRID * GRID:
                chances = logits_of([prompt_of(text)], [codes] if codes else torch.zeros(1, 0, dtype=int))
                chances = chances[0, -1].softmax(-1).double().numpy()
                codes.append(int(unseen.choice(CODES, p=chances / chances.sum())))
            painted = sum(map(bool, codes))
            coloured += codes.count(max(wanted)) * 2 > painted
            right += codes.count(max(wanted)) == sum(map(bool, wanted)) == painted
    print(f'text-to-image: of 100 drawn pictures {coloured} have the colour that was asked for, '
          f'{right} its very area too')
    write_text_to_image(model, words)


def write_text_to_image(model, words):
    folder = folder_of('text-to-image')
    text = {0: 'batch_size', 1: 'sequence_length'}
    ids, hidden = (torch.tensor([[2, 5]]), text), (torch.zeros(1, 2, WIDTH), text)
    onnx = folder / 'onnx'
    write_onnx(model['embed'], onnx / 'prepare_inputs_embeds.onnx', {'input_ids': ids}, {'inputs_embeds': (None, text)})
    write_onnx(model['see'], onnx / 'gen_img_embeds.onnx', {'image_ids': ids}, {'inputs_embeds': (None, text)})
    for name, part in (('lm_head', 'head'), ('gen_head', 'paint')):
        write_onnx(model[part], onnx / f'{name}.onnx', {'last_hidden_state': hidden}, {'logits': (None, text)})
    write_talker(Hidden(model['writer']), folder, 'language_model', 'last_hidden_state')
    write_onnx(Codes(), onnx / 'image_decode.onnx',
               {'generated_tokens': (torch.zeros(1, GRID * GRID, dtype=torch.int64), {0: 'batch_size'})},
               {'decoded_image': (None, {0: 'batch_size'})})
    user = "{% for message in messages %}{{ '<user>' }}{{ message['content'] }}{% endfor %}"
    words.write(folder, chat_template=[
        {'name': 'default', 'template': user},
        {'name': 'text_to_image', 'template': user + "{% if add_generation_prompt %}{{ '<begin_of_image>' }}{% endif %}"}])
    side = GRID * PATCH
    write_json(folder / 'config.json', {
        'model_type': 'multi_modality', 'architectures': ['MultiModalityCausalLM'], **IDS,
        'language_config': {'model_type': 'llama', 'num_key_value_heads': 2, 'num_attention_heads': 2,
                            'num_hidden_layers': 2, 'hidden_size': WIDTH, 'head_dim': WIDTH // 2}})
    # The end mark is no code of a picture, which 3, the text's, would be.
    write_json(folder / 'generation_config.json', {**IDS, 'eos_token_id': CODES})
    write_json(folder / 'preprocessor_config.json', {
        'processor_class': 'VLChatProcessor', 'image_processor_type': 'VLMImageProcessor',
        'background_color': [127, 127, 127], 'image_size': side, **NORMAL})
    write_json(folder / 'processor_config.json', {
        'processor_class': 'VLChatProcessor', 'image_tag': '<image_placeholder>', 'num_image_tokens': GRID * GRID,
        'image_start_tag': '<begin_of_image>', 'image_end_tag': '<end_of_image>'})


MAKERS = {
    'image-to-text': make_image_to_text,
    'visual-question-answering': make_visual_question_answering,
    'document-question-answering': make_document_question_answering,
    'text-to-image': make_text_to_image,
}


def main():
    torch.set_num_threads(1)
    for name in sys.argv[1:] or MAKERS:
        torch.manual_seed(7)
        MAKERS[name](np.random.RandomState(7))


if __name__ == '__main__':
    main()
