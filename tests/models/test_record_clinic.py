"""A recording is what the patient's own program does."""

import re
import subprocess
import sys

import pytest

from lib.datasets.garden import CLASS_NAMES
from lib.operations.clinic.patients import load_patient
from lib.operations.clinic.programs import program

pytestmark = pytest.mark.slow  # recordings are made by who develops the project


@pytest.fixture(scope="module")
def small_folder(tmp_path_factory):
    """The five classes that the network has outputs for, a few pictures each."""
    import numpy as np
    from PIL import Image

    folder, chance = tmp_path_factory.mktemp("flowers"), np.random.default_rng(1)
    for name in CLASS_NAMES:
        (folder / name).mkdir()
        for number in range(8):
            pixels = chance.integers(0, 256, (20, 24, 3), np.uint8)
            Image.fromarray(pixels).save(folder / name / f"{number}.png")
    return folder


@pytest.mark.parametrize("fault", ["few_pictures", "dead"])
def test_a_patient_is_recorded_with_all_that_is_looked_at(fault, small_folder, monkeypatch):
    from lib.models import patient

    monkeypatch.setattr(patient, "program", lambda *a, **b: short(program(*a, **b)))
    found = patient.train_patient(fault, small_folder)
    assert found.keys() == stored(fault).keys()
    assert len(found["curves"]["loss"]) == 2
    assert all(len(norms) == 2 for norms in found["gradients"].values())
    assert sum(map(sum, found["confusion"])) == found["data"]["validation"] == 8
    assert found["data"]["wrong"] == found["data"]["shared"] == 0


def test_shuffled_labels_are_counted(small_folder, monkeypatch):
    from lib.models import patient

    monkeypatch.setattr(patient, "program", lambda *a, **b: short(program(*a, **b)))
    assert patient.train_patient("labels", small_folder)["data"]["wrong"] > 0.5


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["healthy", "integer_division"])
def test_the_program_that_a_visitor_takes_away_repeats_the_recording(fault, tmp_path, monkeypatch):
    from lib.models.patient import garden_folder

    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path / "home"))
    script = tmp_path / "patient.py"
    script.write_text(program(fault), encoding="utf-8")
    printed = subprocess.run(
        [sys.executable, script, garden_folder()], capture_output=True, text=True, check=True
    ).stdout
    losses = [float(loss) for loss in re.findall(r" loss: ([\d.]+) - val_", printed)]
    assert losses == pytest.approx(load_patient(fault).curves["loss"], abs=2e-3)


def short(text):
    return text.replace("epochs=12", "epochs=2")


def stored(fault):
    import json

    from lib.operations.clinic.patients import file_of

    return json.loads(file_of(fault).read_text(encoding="utf-8"))
