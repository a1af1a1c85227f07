"""What the host does not allow is refused, wherever the recipe comes from."""

import pytest

from lib.datasets.annotation.label_set import LabelSet, create_set
from lib.datasets.annotation.store import Contents
from lib.errors import ConvScopeError, EngineError, RecipeError
from lib.jobs.engine import Engine
from lib.runs.allowed import allowed_sizes, check_allowed, narrowed
from lib.runs.directory import create_run, list_runs
from lib.runs.recipe import NOTES, Recipe
from lib.words import LANGUAGES, load_words

LIMITS = {
    "CONVSCOPE_EPOCH_LIMIT": "5",
    "CONVSCOPE_SIZE_LIMIT": "96",
    "CONVSCOPE_PICTURE_LIMIT": "300",
}


@pytest.fixture(autouse=True)
def host(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    for variable, text in LIMITS.items():
        monkeypatch.setenv(variable, text)


def _small(**changes):
    return Recipe(**{"epochs": 5, "image_size": 96, "picture_count": 300, **changes})


@pytest.mark.parametrize(
    ("changes", "field", "limit"),
    [
        ({"epochs": 6}, "epochs", 5),
        ({"image_size": 97}, "image_size", 96),
        ({"picture_count": 301}, "pictures", 300),
        ({"data": "flower_photos"}, "pictures", 300),
    ],
)
def test_the_engine_refuses_more_than_the_host_allows_and_makes_no_run(changes, field, limit):
    with pytest.raises(RecipeError) as caught:
        Engine().start_runs([_small(), _small(**changes)])
    assert caught.value.key == "recipe.host_limit"
    assert (caught.value.facts["field"], caught.value.facts["limit"]) == (field, limit)
    assert list_runs().runs == ()


def test_a_label_set_is_counted_and_a_folder_of_the_hosts_is_not(monkeypatch):
    own = create_set()
    check_allowed(_small(data=own.name), _small(data="mine", picture_count=3670))
    full = Contents({"a": tuple(f"{number}.jpg" for number in range(301))})
    monkeypatch.setattr(LabelSet, "contents", lambda self: full)
    with pytest.raises(RecipeError):
        check_allowed(_small(data=own.name))


def test_a_run_of_before_is_not_resumed_beyond_the_limits():
    run = create_run(Recipe(epochs=20))
    run.write_state(status="stopped")
    with pytest.raises(RecipeError):
        Engine().resume_run(run.id)
    assert run.state.status == "stopped"


def test_where_training_is_off_nothing_is_started_or_resumed(monkeypatch):
    monkeypatch.setenv("CONVSCOPE_TRAINING", "off")
    run = create_run(_small())
    run.write_state(status="stopped")
    for attempt in (lambda: Engine().start_run(_small()), lambda: Engine().resume_run(run.id)):
        with pytest.raises(EngineError) as caught:
            attempt()
        assert caught.value.key == "engine.training_off"
    assert [one.status() for one in list_runs().runs] == ["stopped"]


def test_no_worker_for_trainings_is_started_where_training_is_off(monkeypatch):
    from lib.jobs.cluster import offered_roles

    assert offered_roles() == ("quick", "training")
    monkeypatch.setenv("CONVSCOPE_TRAINING", "off")
    assert offered_roles() == ("quick",)


def test_a_recipe_made_to_fit_is_allowed_and_else_unchanged():
    fitting = narrowed(NOTES)
    check_allowed(fitting)
    assert (fitting.epochs, fitting.image_size, fitting.picture_count) == (5, 96, 300)
    assert fitting.dropout == NOTES.dropout
    assert allowed_sizes() == (32, 64, 96)
    assert narrowed(_small()) == _small()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_says_what_is_allowed(language):
    with pytest.raises(ConvScopeError) as caught:
        check_allowed(Recipe(epochs=50, image_size=96, picture_count=10))
    said = load_words(language).error(caught.value)
    assert "50" in said and "5" in said.replace("50", "")
