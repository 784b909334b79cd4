"""Makes `random-chat`: a Llama whose weights were drawn and never trained, with a tokenizer of bytes and
pieces as GPT-2's family has it, and a chat template. What it writes has no sense; it is there to show that
decoding held to a form gives that form whatever a model would rather write.

Run with Debian's python3-torch and python3-onnx: `python3 models/tiny/make/random_chat.py`. Seeded, on one
thread: a second run writes the same bytes.
"""

import torch

from generation import OUT, WIDTH, Linear, Llama, causal_mask, project, write_json, write_llama

SPECIAL = ["<|begin|>", "<|end|>", "<|system|>", "<|user|>", "<|assistant|>"]
#: Pieces that are joined byte by byte, so that all of their beginnings are pieces too. Those of other
#: scripts have beginnings that end within a character.
PIECES = ['{"tasks', '":', '",', '"}', '"}]', "},{", "[{", "]}", '{"', '":[', '":"', "task", '"id', "dep", "args",
          "text", "image", "audio", " the", " and", " of", " in", "tion", "object", "\n", "  ", "10", "-1",
          "\u4e2d\u6587", "\u4f60\u597d", "\u00e9", "\u20ac", "\U0001f600", "\U0001f98a", "\u0417\u0435"]
CONTEXT = 2048
TEMPLATE = (
    "<|begin|>{% for message in messages %}<|{{ message.role }}|>{{ message.content }}<|end|>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)


def byte_letters():
    """The letter by which GPT-2 writes each byte: itself where it can be seen, else one from 256 on."""
    seen = [*range(33, 127), *range(161, 173), *range(174, 256)]
    hidden = [byte for byte in range(256) if byte not in seen]
    return {**{byte: chr(byte) for byte in seen}, **{byte: chr(256 + i) for i, byte in enumerate(hidden)}}


def tokenizer_json():
    letters = byte_letters()
    vocabulary = [*SPECIAL, *letters.values()]
    merges = []
    for piece in PIECES:
        written = [letters[byte] for byte in piece.encode("utf-8")]
        for i in range(1, len(written)):
            head, joined = "".join(written[:i]), "".join(written[:i + 1])
            if joined not in vocabulary:
                vocabulary.append(joined)
                merges.append([head, written[i]])
    added = [{"id": i, "content": piece, "single_word": False, "lstrip": False, "rstrip": False,
              "normalized": False, "special": True} for i, piece in enumerate(SPECIAL)]
    level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    return {"version": "1.0", "truncation": None, "padding": None, "added_tokens": added, "normalizer": None,
            "pre_tokenizer": level, "post_processor": None, "decoder": level,
            "model": {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
                      "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False,
                      "vocab": {piece: i for i, piece in enumerate(vocabulary)}, "merges": merges}}


class RandomLlama(Llama):
    """Its last layer is not its first one turned round, else it would repeat what it read."""

    def __init__(self, size):
        super().__init__(size)
        self.head = Linear(WIDTH, size)
        for parameter in self.parameters():
            if parameter.dim() > 1:
                torch.nn.init.normal_(parameter, std=0.35)

    def forward(self, input_ids, attention_mask, position_ids, *past):
        x = self.embed(input_ids)
        allowed = causal_mask(attention_mask, position_ids)
        present = []
        for i, layer in enumerate(self.layers):
            x, kept = layer(x, position_ids, allowed, past[2 * i:2 * i + 2])
            present.extend(kept)
        return (project(self.norm(x), self.head.weight), *present)


def make():
    torch.manual_seed(43)
    tokenizer = tokenizer_json()
    size = len(tokenizer["model"]["vocab"])
    model = RandomLlama(size)
    model.eval()
    folder = OUT / "random-chat"
    with torch.no_grad():
        write_llama(model, folder)
    write_json(folder, "config.json", {
        # No architecture is named, so that it is offered for nothing where all tiny models are.
        "architectures": [], "model_type": "llama", "vocab_size": size, "hidden_size": WIDTH,
        "intermediate_size": 96, "num_hidden_layers": Llama.LAYERS, "num_attention_heads": 4,
        "num_key_value_heads": 4, "head_dim": 12, "hidden_act": "silu", "max_position_embeddings": CONTEXT,
        "rms_norm_eps": 1e-06, "rope_theta": 10000.0, "tie_word_embeddings": False, "bos_token_id": 0,
        "eos_token_id": 1})
    write_json(folder, "generation_config.json", {"bos_token_id": 0, "eos_token_id": 1})
    write_json(folder, "tokenizer.json", tokenizer)
    write_json(folder, "tokenizer_config.json", {
        "tokenizer_class": "PreTrainedTokenizerFast", "bos_token": "<|begin|>", "eos_token": "<|end|>",
        "model_max_length": CONTEXT, "clean_up_tokenization_spaces": False, "chat_template": TEMPLATE})


if __name__ == "__main__":
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    make()
