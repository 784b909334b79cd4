"""Makes `whisper-script`: a model in Whisper's form that says "hello world" whatever it hears, in German.

Its weights are a table from each token to the next, so that a test knows what the code around a
Whisper model (language, times, windows, stopping) has to make of it. Nothing is trained. See models/tiny/README.md.
"""

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FOLDER = Path(__file__).resolve().parent.parent / "whisper-script"
WORDS = ["<|endoftext|>", "Ġhello", "Ġworld"]
MARKS = ["<|startoftranscript|>", "<|en|>", "<|de|>", "<|translate|>", "<|transcribe|>"]
MARKS += ["<|startoflm|>", "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>"]
TIMES = [f"<|{n * 0.02:.2f}|>" for n in range(1501)]
TOKENS = [*WORDS, *MARKS, *TIMES]
NUMBER = {token: number for number, token in enumerate(TOKENS)}
START = NUMBER["<|startoftranscript|>"]
SCRIPT = ["<|transcribe|>", "<|0.00|>", "Ġhello", "Ġworld", "<|2.00|>", "<|endoftext|>"]


def decoder():
    following = np.zeros(len(TOKENS), np.int64)  # the end, after whatever the script does not name
    following[START] = NUMBER["<|de|>"]
    for token, after in zip(SCRIPT, SCRIPT[1:]):
        following[NUMBER[token]] = NUMBER[after]
    nodes = [
        helper.make_node("Gather", ["following", "input_ids"], ["next"]),
        helper.make_node("OneHot", ["next", "count", "levels"], ["logits"], axis=-1),
    ]
    values = {
        "following": following,
        "count": np.array([len(TOKENS)], np.int64),
        "levels": np.array([-20, 20], np.float32),
    }
    inputs = [
        helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "tokens"]),
        helper.make_tensor_value_info("encoder_hidden_states", TensorProto.FLOAT, ["batch", "frames", 80]),
    ]
    logits = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", "tokens", len(TOKENS)])
    return graph("decoder", nodes, inputs, logits, values)


def encoder():
    nodes = [helper.make_node("Transpose", ["input_features"], ["last_hidden_state"], perm=[0, 2, 1])]
    features = helper.make_tensor_value_info("input_features", TensorProto.FLOAT, ["batch", 80, "frames"])
    state = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["batch", "frames", 80])
    return graph("encoder", nodes, [features], state, {})


def graph(name, nodes, inputs, output, values):
    tensors = [numpy_helper.from_array(value, key) for key, value in values.items()]
    made = helper.make_graph(nodes, name, inputs, [output], tensors)
    model = helper.make_model(made, ir_version=8, opset_imports=[helper.make_opsetid("", 13)])
    onnx.checker.check_model(model)
    return model


ENDS = {"decoder_start_token_id": START, "eos_token_id": 0, "pad_token_id": 0, "max_length": 448}
BYTES = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
FILES = {
    "config.json": {
        "model_type": "whisper",
        "architectures": ["WhisperForConditionalGeneration"],
        "is_encoder_decoder": True,
        "max_source_positions": 1500,
        "num_mel_bins": 80,
        "d_model": 80,
        **{f"{side}_{what}": 1 for side in ("encoder", "decoder") for what in ("layers", "attention_heads")},
        "vocab_size": len(TOKENS),
        **ENDS,
    },
    "generation_config.json": {
        "is_multilingual": True,
        "lang_to_id": {mark: NUMBER[mark] for mark in ("<|en|>", "<|de|>")},
        "task_to_id": {task: NUMBER[f"<|{task}|>"] for task in ("transcribe", "translate")},
        "no_timestamps_token_id": NUMBER["<|notimestamps|>"],
        "max_initial_timestamp_index": 50,
        **ENDS,
    },
    "preprocessor_config.json": {
        "feature_extractor_type": "WhisperFeatureExtractor",
        "processor_class": "WhisperProcessor",
        "chunk_length": 30,
        "feature_size": 80,
        "hop_length": 160,
        "n_fft": 400,
        "n_samples": 480_000,
        "nb_max_frames": 3000,
        "padding_value": 0.0,
        "sampling_rate": 16_000,
    },
    "tokenizer_config.json": {
        "tokenizer_class": "WhisperTokenizer",
        **{f"{kind}_token": "<|endoftext|>" for kind in ("pad", "bos", "eos", "unk")},
    },
    "tokenizer.json": {
        "version": "1.0",
        "added_tokens": [
            {"id": NUMBER[token], "content": token, "special": token not in TIMES}
            for token in [WORDS[0], *MARKS, *TIMES]
        ],
        "normalizer": None,
        "pre_tokenizer": BYTES,
        "post_processor": None,
        "decoder": BYTES,
        "model": {
            "type": "BPE",
            "unk_token": "",
            "continuing_subword_prefix": "",
            "end_of_word_suffix": "",
            "vocab": {word: NUMBER[word] for word in WORDS},
            "merges": [],
        },
    },
}


def main():
    (FOLDER / "onnx").mkdir(parents=True, exist_ok=True)
    for name, content in FILES.items():
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        (FOLDER / name).write_text(text + "\n")
    for name, model in (("encoder_model", encoder()), ("decoder_model_merged", decoder())):
        (FOLDER / "onnx" / f"{name}.onnx").write_bytes(model.SerializeToString())
    print(f"whisper-script: {sum(f.stat().st_size for f in FOLDER.rglob('*') if f.is_file())} bytes")


if __name__ == "__main__":
    main()
