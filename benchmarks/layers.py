"""The largest difference between the arithmetic that is shown and TensorFlow, layer by layer.

``python benchmarks/layers.py [run]``: every layer of the shipped network, or of a run, on the five
drawn flowers.  Each layer gets the input that TensorFlow gave it, so that differences do not add
up; ``lib.cnn`` computes it with the network's own weights.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

from lib.datasets.garden import SPECIMENS
from lib.datasets.pictures import specimen
from lib.layers.arithmetic import compute_layer
from lib.models.inside import network, passing
from lib.runs.shipped import SHIPPED, find_run


def main() -> None:
    model = str(find_run(sys.argv[1] if len(sys.argv) > 1 else SHIPPED).model_path)
    print(
        f"{'layer':24}{'values':>10}{'largest value':>16}{'largest difference':>20}{'relative':>12}"
    )
    worst, largest, where = 0.0, 0.0, ""
    for layer in network.describe(model).layers:
        own = network.network_of(model).get_layer(layer.name)
        peak = apart = 0.0
        for name in SPECIMENS:
            seen = passing.square(name, specimen(name), model)
            assert seen is not None
            given = passing.output_of(name, seen, model, layer.name)
            x = passing.input_of(name, seen, model, layer.name)
            found = compute_layer(layer, network.weights_of(own), x)
            if found is None:
                print(f"{layer.name:24} is of a kind that is not computed here")
                break
            peak = max(peak, float(np.abs(given).max()))
            apart = max(apart, float(np.abs(found.after - given).max()))
        else:
            worst = max(worst, apart / (peak or 1.0))
            if apart > largest:
                largest, where = apart, layer.name
            size = int(np.prod(layer.output_shape))
            share = apart / (peak or 1.0)
            print(f"{layer.name:24}{size:>10,}{peak:>16.4g}{apart:>20.2e}{share:>12.1e}")
    print(f"largest difference over all layers and pictures: {largest:.2e}, in {where}")
    print(f"largest difference relative to the largest value of its layer: {worst:.1e}")


if __name__ == "__main__":
    main()
