"""A moved picture through the network, in plain Keras."""

from __future__ import annotations

from lib.layers.movement import Moved, Movement
from lib.layers.spec import NetworkSpec
from lib.snippets.layers import load_code
from lib.snippets.snippet import Snippet

_CODE = """\
back = {transform}
moved = keras.ops.image.affine_transform(
    pixels, np.array([back], "float32"), fill_mode="{fill}", fill_value=128.0
)
moved = keras.ops.clip(keras.ops.round(moved), 0, 255)
for each in (pixels, moved):
    shares = keras.ops.softmax(model(each, training=False))[0]
    print(" ".join(f"{{float(share):.4f}}" for share in shares))
"""


def movement_snippet(
    run_id: str, network: NetworkSpec, movement: Movement, found: Moved
) -> Snippet:
    """The probabilities before and after, class by class.

    Args:
        run_id: Whose model file it is.
        network: The network.
        movement: What is done to the picture.
        found: What came of it.
    """
    numbers = [round(each, 6) + 0.0 for each in movement.transform(network.side)]
    code = load_code(run_id, network) + _CODE.format(transform=numbers, fill=movement.fill)
    printed = "\n".join(
        " ".join(f"{float(share):.4f}" for share in shares) for shares in found.probabilities
    )
    return Snippet(code, printed)
