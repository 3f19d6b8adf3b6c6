from __future__ import annotations

import json
from fractions import Fraction

import numpy as np
import pytest

from evidoc.records.kept_values import LIMIT, KeepError, kept_json, shape

torch = pytest.importorskip("torch")

# What is kept, and what the file says.
KEPT = {
    "number": ({"a": 3, "b": 0.1}, '{"a": 3, "b": 0.1}\n'),
    "fraction": ({"a": [Fraction(1, 3), Fraction(4, 2)]}, '{\n "a": ["1/3", "2"]\n}\n'),
    "text": ({"a": ("가", True, None)}, '{\n "a": ["가", true, null]\n}\n'),
    "nested": ({"a": [[1, 2], [3, 4]]}, '{\n "a": [\n  [1, 2],\n  [3, 4]\n ]\n}\n'),
    "order of keys": ({"a": {"z": 1, "b": 2}}, '{\n "a": {"z": 1, "b": 2}\n}\n'),
    "array": ({"a": np.arange(4).reshape(2, 2)}, '{\n "a": [\n  [0, 1],\n  [2, 3]\n ]\n}\n'),
    "number of an array": ({"a": np.float32(0.1), "b": np.int64(2)}, '{"a": 0.1, "b": 2}\n'),
    "single precision": ({"a": np.array([0.1, 1 / 3], "f")}, '{\n "a": [0.1, 0.33333334]\n}\n'),
    "tensor": ({"a": torch.tensor([0.1], requires_grad=True)}, '{\n "a": [0.1]\n}\n'),
    "half precision": ({"a": torch.tensor([0.1], dtype=torch.float16)}, '{\n "a": [0.1]\n}\n'),
    "mask": ({"a": torch.tensor([True])}, '{\n "a": [true]\n}\n'),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_is_kept_is_plain_json(name: str) -> None:
    value, expected = KEPT[name]
    assert kept_json(value) == expected


def test_single_precision_comes_back_exactly() -> None:
    array = np.random.default_rng(0).normal(size=1000).astype("f")
    assert (np.array(json.loads(kept_json({"a": array}))["a"], "f") == array).all()


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([1, [float("nan")]], r"a\[1\]\[0\] holds nan"),
        (np.array([np.inf]), r"a\[0\] holds inf"),
        ({"b": object()}, r"a\['b'\] is of type object"),
        ({2: 1}, "a has the key 2: keys of what is kept are texts"),
        ("x" * LIMIT, "bytes are too many"),
    ],
)
def test_what_cannot_be_kept_is_named(value: object, message: str) -> None:
    with pytest.raises(KeepError, match=message):
        kept_json({"a": value})


def test_a_shape_has_no_numbers() -> None:
    assert shape({"a": [[1, 2.5], []]}) == shape({"a": [[3, 4], []]})
    assert shape([1, 2]) != shape([1])
    assert shape(["plain"]) != shape(["dilated"])
