"""The terms of the glossary, as data: what each is called in the address, and where to see it.

Its words are in ``content/<language>/glossary.json``: ``glossary.term.<code>`` is its name,
``….is`` what it means, and ``….forms`` how it appears in texts, separated by slashes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Term:
    """One term.

    Attributes:
        code: As it stands in the address; never changes, because links are kept.
        page: Path of the page on which it can be seen.
        address: The controls to set there.
    """

    code: str
    page: str
    address: Mapping[str, str] = field(default_factory=dict)


TERMS: tuple[Term, ...] = (
    Term("activation", "relu"),
    Term("adam", "train"),
    Term("augmentation", "augmentation", {"view": "draws"}),
    Term("backpropagation", "train"),
    Term("batch", "batches", {"view": "count"}),
    Term("batch_normalization", "shapes", {"view": "table"}),
    Term("bias", "edges", {"view": "kernel"}),
    Term("border", "padding", {"view": "border"}),
    Term("buffer", "batches", {"view": "buffer"}),
    Term("cache", "batches", {"view": "epochs"}),
    Term("channel", "layers", {"view": "maps"}),
    Term("class", "labels", {"view": "folder"}),
    Term("confusion_matrix", "train"),
    Term("convolution", "edges", {"view": "kernel"}),
    Term("correlation", "edges", {"view": "flip"}),
    Term("cross_entropy", "loss", {"view": "flow"}),
    Term("dead_unit", "layers", {"view": "dead"}),
    Term("dense", "head", {"view": "index"}),
    Term("dilation", "padding", {"view": "rule"}),
    Term("dropout", "dropout"),
    Term("epoch", "batches", {"view": "epochs"}),
    Term("equivariance", "layers", {"view": "moved"}),
    Term("feature_map", "layers", {"view": "maps"}),
    Term("filter", "layers", {"view": "filters"}),
    Term("flatten", "head", {"view": "index"}),
    Term("from_logits", "loss", {"view": "settings"}),
    Term("gap", "compare", {"view": "recorded"}),
    Term("global_average", "head", {"view": "heads"}),
    Term("grad_cam", "layers", {"view": "why"}),
    Term("gradient", "loss", {"view": "gradient"}),
    Term("interpolation", "resize", {"view": "mix"}),
    Term("invariance", "pooling", {"view": "shift"}),
    Term("kernel", "edges", {"view": "kernel"}),
    Term("label", "labels", {"view": "folder"}),
    Term("layer", "shapes", {"view": "table"}),
    Term("learning_rate", "train"),
    Term("logit", "loss", {"view": "flow"}),
    Term("loss", "loss", {"view": "flow"}),
    Term("mask", "dropout"),
    Term("max_pooling", "pooling", {"view": "window"}),
    Term("multiply_add", "shapes", {"view": "table"}),
    Term("none", "shapes", {"view": "batch"}),
    Term("occlusion", "layers", {"view": "why"}),
    Term("one_hot", "loss", {"view": "labels"}),
    Term("optimizer", "train"),
    Term("overfitting", "augmentation", {"view": "effect"}),
    Term("padding", "padding", {"view": "rule"}),
    Term("parameter", "shapes", {"view": "where"}),
    Term("pooling", "pooling", {"view": "window"}),
    Term("receptive_field", "connectivity", {"view": "reach"}),
    Term("relu", "relu"),
    Term("rescaling", "clinic", {"view": "division"}),
    Term("saliency", "layers", {"view": "why"}),
    Term("seed", "batches", {"view": "seed"}),
    Term("shape", "shapes", {"view": "table"}),
    Term("shuffle", "batches", {"view": "buffer"}),
    Term("softmax", "loss", {"view": "flow"}),
    Term("sparse", "connectivity", {"view": "connections"}),
    Term("stride", "padding", {"view": "rule"}),
    Term("temperature", "loss", {"view": "tempered"}),
    Term("training_set", "labels", {"view": "split"}),
    Term("unit", "layers", {"view": "lens"}),
    Term("validation_set", "labels", {"view": "split"}),
    Term("weight", "edges", {"view": "learned"}),
    Term("weight_sharing", "connectivity", {"view": "connections"}),
    Term("window", "padding", {"view": "rule"}),
)
