"""Writes the files of the tiny models that see and write: ONNX graphs, tokenizers of whole words and
configurations, in the Hub's layout."""

import json
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper

TINY = Path(__file__).resolve().parent.parent


def folder_of(name):
    (TINY / name / 'onnx').mkdir(parents=True, exist_ok=True)
    return TINY / name


def write_json(path, content):
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + '\n')


def cache_names(layers, middle=''):
    """Names of the past and of the present, in the order in which Writer gives them."""
    parts = [f'{layer}{middle}.{part}' for layer in range(layers) for part in ('key', 'value')]
    return [f'past_key_values.{part}' for part in parts], [f'present.{part}' for part in parts]


def write_onnx(module, path, inputs, outputs):
    """`inputs` and `outputs` map a name to (example, names of its free dimensions)."""
    module.eval()
    free = {name: axes for name, (_, axes) in {**inputs, **outputs}.items()}
    torch.onnx.export(
        module, tuple(example for example, _ in inputs.values()), str(path),
        input_names=list(inputs), output_names=list(outputs), dynamic_axes=free, opset_version=14)
    graph = onnx.load(str(path))
    graph.doc_string = ''
    for node in graph.graph.node:
        node.doc_string = ''
    onnx.checker.check_model(graph)
    path.write_bytes(graph.SerializeToString(deterministic=True))


def read_weights(module, path):
    """Takes a module's weights from the graph that was written of it."""
    weights = {weight.name: torch.tensor(numpy_helper.to_array(weight))
               for weight in onnx.load(str(path)).graph.initializer}
    module.load_state_dict({name: weights[name] for name in module.state_dict()})


def cached(writer, past_names, present_names):
    """What write_onnx needs to be told of the past and of the present."""
    example = torch.zeros(1, writer.heads, 3, writer.width // writer.heads)
    past_axes = {0: 'batch_size', 2: 'past_sequence_length'}
    present_axes = {0: 'batch_size', 2: 'total_sequence_length'}
    return ({name: (example, past_axes) for name in past_names},
            {name: (None, present_axes) for name in present_names})


class Words:
    """A tokenizer of whole words; a word that begins with ## joins the word before it."""

    MARKS = ['<pad>', '<unk>', '<s>', '</s>']

    def __init__(self, marks, words):
        self.marks = self.MARKS + marks
        self.all = self.marks + words
        self.ids = {word: index for index, word in enumerate(self.all)}

    def __len__(self):
        return len(self.all)

    def encode(self, text):
        return [self.ids.get(word, self.ids['<unk>']) for word in text.split()]

    def write(self, folder, **config):
        write_json(folder / 'tokenizer.json', {
            'version': '1.0', 'truncation': None, 'padding': None,
            'added_tokens': [
                {'id': self.ids[mark], 'content': mark, 'single_word': False, 'lstrip': False,
                 'rstrip': False, 'normalized': False, 'special': not mark.startswith(('<s_', '</s_'))}
                for mark in self.marks],
            'normalizer': {'type': 'Lowercase'},
            'pre_tokenizer': {'type': 'BertPreTokenizer'},
            'post_processor': None,
            'decoder': {'type': 'WordPiece', 'prefix': '##', 'cleanup': True},
            'model': {'type': 'WordPiece', 'unk_token': '<unk>', 'continuing_subword_prefix': '##',
                      'max_input_chars_per_word': 40, 'vocab': self.ids},
        })
        write_json(folder / 'tokenizer_config.json', {
            'tokenizer_class': 'PreTrainedTokenizer', 'model_max_length': 96,
            'pad_token': '<pad>', 'unk_token': '<unk>', 'bos_token': '<s>', 'eos_token': '</s>', **config})
