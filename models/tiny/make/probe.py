"""Makes models/tiny/probe: what a device is tried and timed with, and its known answer.

Two convolutions and an attention of the picture's rows among themselves: the operations that most models
spend their time in. The weights are few; how much work it is depends on the size of the picture, which is
free: 0.1 billion operations for 96 x 96 pixels, of which the answer is known, 32 billion for 768 x 768.

    /usr/bin/python3 models/tiny/make/probe.py
"""

import json
import math
from pathlib import Path

import numpy
from onnx import TensorProto, checker, helper, numpy_helper, save

FOLDER = Path(__file__).resolve().parent.parent / "probe"
SIDE = 96
SCALE = 1 / 256
CHANNELS = 4
FEATURES = 16


def weights(seed: int, *shape: int) -> numpy.ndarray:
    scale = math.sqrt(2 / math.prod(shape[1:]))
    return (numpy.random.RandomState(seed).standard_normal(shape) * scale).astype(numpy.float32)


FIRST = weights(1, FEATURES, CHANNELS, 3, 3)
SECOND = weights(2, FEATURES, FEATURES, 3, 3)


def make_model():
    same = {"kernel_shape": [3, 3], "pads": [1, 1, 1, 1]}
    nodes = [
        helper.make_node("Conv", ["pixels", "first"], ["a"], **same),
        helper.make_node("Relu", ["a"], ["b"]),
        helper.make_node("Conv", ["b", "second"], ["c"], **same),
        helper.make_node("Relu", ["c"], ["rows"]),
        helper.make_node("Transpose", ["rows"], ["columns"], perm=[0, 1, 3, 2]),
        helper.make_node("MatMul", ["rows", "columns"], ["products"]),
        helper.make_node("Mul", ["products", "scale"], ["scaled"]),
        helper.make_node("Softmax", ["scaled"], ["attention"], axis=-1),
        helper.make_node("MatMul", ["attention", "rows"], ["mixed"]),
        helper.make_node("ReduceMean", ["mixed"], ["answer"], axes=[2, 3], keepdims=0),
    ]
    graph = helper.make_graph(
        nodes,
        "probe",
        [helper.make_tensor_value_info("pixels", TensorProto.FLOAT, [1, CHANNELS, "height", "width"])],
        [helper.make_tensor_value_info("answer", TensorProto.FLOAT, [1, FEATURES])],
        [
            numpy_helper.from_array(FIRST, "first"),
            numpy_helper.from_array(SECOND, "second"),
            numpy_helper.from_array(numpy.float32(SCALE), "scale"),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], producer_name="ensemble")
    model.ir_version = 8
    checker.check_model(model)
    return model


def pixels() -> numpy.ndarray:
    """Value i is (i * 7919 mod 1024) / 1024: exact in 32 bits, so that anyone can make the same."""
    values = numpy.arange(CHANNELS * SIDE * SIDE, dtype=numpy.int64) * 7919 % 1024 / 1024
    return values.reshape(CHANNELS, SIDE, SIDE)


def convolve(pictures: numpy.ndarray, kernels: numpy.ndarray) -> numpy.ndarray:
    padded = numpy.pad(pictures, ((0, 0), (1, 1), (1, 1)))
    windows = numpy.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(1, 2))
    return numpy.einsum("chwyx,fcyx->fhw", windows, kernels.astype(numpy.float64), optimize=True)


def known_answer() -> numpy.ndarray:
    """The same graph by numpy in 64 bits, without ONNX."""
    rows = numpy.maximum(convolve(numpy.maximum(convolve(pixels(), FIRST), 0), SECOND), 0)
    products = rows @ rows.transpose(0, 2, 1) * SCALE
    powers = numpy.exp(products - products.max(axis=-1, keepdims=True))
    return (powers / powers.sum(axis=-1, keepdims=True) @ rows).mean(axis=(1, 2))


(FOLDER / "onnx").mkdir(parents=True, exist_ok=True)
save(make_model(), str(FOLDER / "onnx" / "model.onnx"))
answer = [round(float(value), 6) for value in known_answer()]
config = {"model_type": "ensemble-probe", "side": SIDE, "channels": CHANNELS, "answer": answer}
(FOLDER / "config.json").write_text(json.dumps(config, indent=2) + "\n")
print(f"probe: {(FOLDER / 'onnx' / 'model.onnx').stat().st_size} bytes, answer {answer}")
