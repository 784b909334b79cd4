"""Makes the tiny soft-edge model: folder `hed-control`, in the layout of OpenCV's DexiNed.

Run: /usr/bin/python3 models/tiny/make/soft_edges.py
Nothing is trained and nothing is random: the slope of a smoothed picture, written down as a graph. What it
has of the published file: its name and place (the root of the folder, without a configuration), the input
`img` of one fixed size in blue, green, red minus their means, the output `block_cat` before the sigmoid,
and weights of 8 bits in blocks, as opset 21 has them.
"""

import pathlib

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save_model

PATH = pathlib.Path(__file__).resolve().parent.parent / "hed-control" / "edge_detection_dexined_2024sep.onnx"
HEIGHT, WIDTH = 96, 128  # a fifth of the published file's
BLOCK = 5  # weights that share a scale
# How much blue, green and red count: unlike, so that an order that was mixed up is found out.
CHANNELS = (0.5, 1.0, 1.5)
# A step of so many levels in one channel is an edge with a chance of a half; how fast that changes.
AT_HALF, SHARPNESS = 48.0, 0.08


def slopes():
    """Sobel's filters over a smoothed picture, 5 x 5, across and down: 1 for a step of 1."""
    smooth, slope = np.array([1, 4, 6, 4, 1]) / 16, np.array([-1, -2, 0, 2, 1]) / 3
    across = np.outer(smooth, slope)
    both = np.stack([across, across.T])
    return np.concatenate([both * share for share in CHANNELS]).reshape(6, 25).astype(np.float32)


def in_blocks(weights):
    """8 bits with a scale and a zero for each block of a row."""
    blocks = weights.reshape(len(weights), -1, BLOCK)
    low, high = np.minimum(blocks.min(-1), 0), np.maximum(blocks.max(-1), 0)
    scale = np.where(high > low, (high - low) / 255, 1).astype(np.float32)
    zero = np.where(high > low, np.rint(-128 - low / scale), 0)
    levels = np.rint(blocks / scale[..., None] + zero[..., None])
    return levels.clip(-128, 127).astype(np.int8).reshape(weights.shape), scale, zero.astype(np.int8)


def make():
    levels, scale, zero = in_blocks(slopes())
    constants = {
        "weights": levels, "scale": scale, "zero": zero,
        "shape": np.array([6, 1, 5, 5], np.int64), "borders": np.array([0, 0, 2, 2, 0, 0, 2, 2], np.int64),
        "channels": np.array([1], np.int64), "least": np.array(1e-6, np.float32),
        "sharpness": np.array(SHARPNESS, np.float32), "offset": np.array(-SHARPNESS * AT_HALF, np.float32),
    }
    node = helper.make_node
    nodes = [
        node("DequantizeLinear", ["weights", "scale", "zero"], ["rows"], axis=1, block_size=BLOCK),
        node("Reshape", ["rows", "shape"], ["filters"]),
        node("Pad", ["img", "borders"], ["framed"], mode="edge"),
        node("Conv", ["framed", "filters"], ["slopes"], group=3),
        node("Mul", ["slopes", "slopes"], ["squares"]),
        node("ReduceSum", ["squares", "channels"], ["sum"], keepdims=1),
        node("Add", ["sum", "least"], ["above"]),
        node("Sqrt", ["above"], ["steps"]),
        node("Mul", ["steps", "sharpness"], ["sharp"]),
        node("Add", ["sharp", "offset"], ["block_cat"]),
    ]
    graph = helper.make_graph(
        nodes, "soft-edges",
        [helper.make_tensor_value_info("img", TensorProto.FLOAT, [1, 3, HEIGHT, WIDTH])],
        [helper.make_tensor_value_info("block_cat", TensorProto.FLOAT, [1, 1, HEIGHT, WIDTH])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 21)], ir_version=10)
    PATH.parent.mkdir(exist_ok=True)
    save_model(model, str(PATH))
    print(f"{PATH.parent.name}: {PATH.stat().st_size} bytes")


if __name__ == "__main__":
    make()
