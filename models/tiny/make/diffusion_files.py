"""Writes the files of the tiny diffusion model in the layout that diffusers and optimum export, and its tokenizer
of whole words. The networks that see noise hold their weights in half as many bits; they are widened on loading,
so inputs and outputs stay float32."""

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from diffusion_modules import BETAS, BLOCKS, LATENTS, RESIDUALS, STEPS, TEXT, WORDS
from diffusion_scenes import GROUNDS, KEPT, LABELS, SIDE, plain_text
from onnx import helper, numpy_helper

OUT = Path(__file__).resolve().parent.parent / "diffusion"
END, UNKNOWN, START = MARKS = ("<|endoftext|>", "<|unknown|>", "<|startoftext|>")
FILLERS = ("a", "an", "one", "1", "two", "2", "three", "3", "draw", "paint", "show", "me", "picture", "drawing",
           "of", "on", "before", "in", "the", "with", "ground", "background", "please", "image", ".", ",")
LEAST_HALVED = 1000  # numbers; smaller weights stay as they are
DOWN = [f"down_block_{index}" for index in range(len(RESIDUALS))]


class Tokens:
    """Every prompt is 16 tokens long, as CLIP's are 77, filled with the mark of the end."""

    def __init__(self):
        shapes = [form for label in LABELS for form in (label, f"{label}s")]
        self.all = (*MARKS, *FILLERS, *shapes, *GROUNDS)
        self.ids = {word: index for index, word in enumerate(self.all)}

    def encode(self, text):
        words = [self.ids.get(word, self.ids[UNKNOWN]) for word in text.lower().split()][: WORDS - 2]
        return [self.ids[START], *words, *[self.ids[END]] * (WORDS - 1 - len(words))]

    def files(self):
        added = [{"id": self.ids[mark], "content": mark, "single_word": False, "lstrip": False, "rstrip": False,
                  "normalized": False, "special": True} for mark in MARKS]
        template = [{"SpecialToken": {"id": START, "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                    {"SpecialToken": {"id": END, "type_id": 0}}]
        marks = {mark: {"id": mark, "ids": [self.ids[mark]], "tokens": [mark]} for mark in (START, END)}
        return {
            "tokenizer.json": {
                "version": "1.0", "truncation": None, "padding": None, "added_tokens": added,
                "normalizer": {"type": "Lowercase"}, "pre_tokenizer": {"type": "BertPreTokenizer"},
                "post_processor": {"type": "TemplateProcessing", "single": template, "pair": template,
                                   "special_tokens": marks},
                "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
                "model": {"type": "WordPiece", "unk_token": UNKNOWN, "continuing_subword_prefix": "##",
                          "max_input_chars_per_word": 40, "vocab": self.ids}},
            "tokenizer_config.json": {
                "tokenizer_class": "CLIPTokenizer", "model_max_length": WORDS, "pad_token": END,
                "unk_token": UNKNOWN, "bos_token": START, "eos_token": END},
        }


# ---- Graphs ------------------------------------------------------------------------------------------


def write_graph(folder, module, inputs, outputs, halved=False):
    """`inputs` map a name to an example, `outputs` are names; batch, height and width are free."""
    path = OUT / folder / "model.onnx"
    path.parent.mkdir(parents=True, exist_ok=True)
    free = {name: free_axes(name) for name in (*inputs, *outputs)}
    torch.onnx.export(module.eval(), tuple(inputs.values()), str(path), input_names=list(inputs),
                      output_names=list(outputs), dynamic_axes=free, opset_version=14)
    model = onnx.load(str(path))
    for node in model.graph.node:
        node.doc_string = ""
    if halved:
        halve(model.graph)
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString(deterministic=True))
    print(f"{folder}: {path.stat().st_size} bytes", flush=True)


def free_axes(name):
    if name == "timestep":
        return {0: "steps"}
    if name in ("input_ids", "encoder_hidden_states", "last_hidden_state", "pooler_output"):
        return {0: "batch"}
    # A residual is smaller than the latents, so its sides have names of their own.
    part = "" if name in ("sample", "latent_sample") else f"_of_{name}"
    return {0: "batch", 2: f"height{part}", 3: f"width{part}"}


def halve(graph):
    """Stores large weights as float16, each with a node that widens it, which a session does once."""
    widening = []
    for weight in list(graph.initializer):
        values = numpy_helper.to_array(weight)
        if values.dtype != np.float32 or values.size < LEAST_HALVED:
            continue
        name = f"{weight.name}.half"
        graph.initializer.remove(weight)
        graph.initializer.append(numpy_helper.from_array(values.astype(np.float16), name))
        widening.append(helper.make_node("Cast", [name], [weight.name], to=onnx.TensorProto.FLOAT))
    nodes = [*widening, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)


def write_json(file, content):
    path = OUT / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def write_files(parts, tokens, factor):
    """`factor` makes latents one wide."""
    for file, content in {**tokens.files(), **configs(tokens, factor)}.items():
        write_json(f"tokenizer/{file}" if file.startswith("token") else file, content)
    sample, hidden = torch.zeros(2, LATENTS, SIDE // 4, SIDE // 4), torch.zeros(2, WORDS, TEXT)
    noisy = {"sample": sample, "timestep": torch.tensor([1]), "encoder_hidden_states": hidden}
    sides = (SIDE // 8,) * 3 + (SIDE // 16,) * 2
    residuals = {name: torch.zeros(2, width, side, side) for name, width, side in zip(DOWN, RESIDUALS, sides)}
    residuals["mid_block_additional_residual"] = torch.zeros(2, BLOCKS[1], SIDE // 16, SIDE // 16)
    picture = torch.zeros(1, 3, SIDE, SIDE)
    write_graph("text_encoder", parts["text"], {"input_ids": torch.zeros(1, WORDS, dtype=torch.int32)},
                ["last_hidden_state", "pooler_output"])
    write_graph("vae_encoder", parts["encoder"], {"sample": picture}, ["latent_parameters"])
    # An output may not have its input's name; "sample" is the decoder's output, as optimum calls it.
    write_graph("vae_decoder", parts["decoder"], {"latent_sample": sample}, ["sample"])
    write_graph("unet", parts["unet"], noisy, ["out_sample"], halved=True)
    if parts["controlnet"]:
        write_graph("cnet", parts["unet"], {**noisy, **residuals}, ["out_sample"], halved=True)
        write_graph("controlnet", parts["controlnet"], {**noisy, "controlnet_cond": torch.cat([picture] * 2)},
                    [*DOWN, "mid_block_res_sample"], halved=True)


# ---- Configurations ----------------------------------------------------------------------------------


def configs(tokens, factor):
    # What it begins with halves the latents too, so it counts as a block.
    blocks = [BLOCKS[0], *BLOCKS]
    down, up = ["DownBlock2D"] * len(blocks), ["UpBlock2D"] * len(blocks)
    noise = {"in_channels": LATENTS, "cross_attention_dim": TEXT, "block_out_channels": blocks,
             "down_block_types": down}
    unet = {"_class_name": "UNet2DConditionModel", "sample_size": SIDE // 4, "out_channels": LATENTS,
            "up_block_types": up, **noise}
    # Three blocks, and so a picture four times as wide and high as its latent.
    vae = {"_class_name": "AutoencoderKL", "in_channels": 3, "out_channels": 3, "latent_channels": LATENTS,
           "block_out_channels": [24, 64, 64], "sample_size": SIDE, "scaling_factor": factor}
    runtime = ["diffusers", "OnnxRuntimeModel"]
    return {
        "model_index.json": {
            "_class_name": "StableDiffusionPipeline", "requires_safety_checker": False,
            "num_inference_steps": 20, "guidance_scale": 2.0,
            "feature_extractor": [None, None], "safety_checker": [None, None],
            "scheduler": ["diffusers", "DDIMScheduler"], "tokenizer": ["transformers", "CLIPTokenizer"],
            **{part: runtime for part in ("text_encoder", "unet", "vae_decoder", "vae_encoder")}},
        "scheduler/scheduler_config.json": {
            "_class_name": "DDIMScheduler", "num_train_timesteps": STEPS, "beta_schedule": "scaled_linear",
            "beta_start": BETAS[0], "beta_end": BETAS[1], "prediction_type": "v_prediction",
            "timestep_spacing": "trailing", "steps_offset": 0, "set_alpha_to_one": True, "clip_sample": False},
        "text_encoder/config.json": {
            "model_type": "clip_text_model", "architectures": ["CLIPTextModel"], "hidden_size": TEXT,
            "max_position_embeddings": WORDS, "vocab_size": len(tokens.all), "num_hidden_layers": 2,
            "bos_token_id": tokens.ids[START], "eos_token_id": tokens.ids[END], "pad_token_id": tokens.ids[END]},
        "held-out.json": [{**vars(wish), "text": plain_text(wish)} for wish in KEPT],
        "unet/config.json": unet,
        "cnet/config.json": unet,
        "controlnet/config.json": {
            "_class_name": "ControlNetModel", "_name_or_path": "tiny-controlnet-canny", "conditioning_channels": 3,
            "controlnet_conditioning_channel_order": "rgb", **noise},
        "vae_encoder/config.json": vae,
        "vae_decoder/config.json": vae,
    }
