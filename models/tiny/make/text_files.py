"""Writes a tiny model that reads texts in the Hub's layout: configuration, tokenizer, ONNX."""

import json
from pathlib import Path

import torch

from text_modules import LONGEST, PAD, SPECIAL, WithoutTypes, batch_of, sequence

TINY = Path(__file__).resolve().parent.parent


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
    sizes = model.sizes if types else {"dim": model.hidden, "n_layers": model.sizes["num_hidden_layers"]}
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
        axes[key] = {0: "batch"} if model.kind in ("pooled", "pairs") else {0: "batch", 1: "length"}
    path = folder / "onnx" / "model.onnx"
    torch.onnx.export(
        model if types else WithoutTypes(model), (ids, mask, kinds) if types else (ids, mask),
        str(path), input_names=inputs, output_names=list(outputs), dynamic_axes=axes,
        opset_version=14, do_constant_folding=True)
    return path.stat().st_size
