"""Lists in which several can be chosen say nothing in English by themselves in Chinese."""

import pytest
from page_opening import opened

from lib.words import LANGUAGES, load_words


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_an_empty_list_says_is_ours(language):
    say = load_words(language)
    app = opened("worksheet", lang=language)
    assert [one.placeholder for one in app.multiselect] == [say("several.choose")]
    app.button(key="share-open").click().run()
    locks = [one for one in app.multiselect if one.key in ("share-lock", "share-hide")]
    assert [one.placeholder for one in locks] == [say("share.nothing")] * 2
    # An entry for all has English words: it is offered where these are the visitor's.
    for one in app.multiselect:
        assert (one.proto.select_all != 0) == (language == "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_large_a_file_may_be_stands_beside_the_field(language, monkeypatch):
    monkeypatch.setenv("CONVSCOPE_UPLOAD_MB", "7")
    app = opened("predict", lang=language, source="upload")
    labels = [one.proto.label for one in app.get("file_uploader")]
    assert any("7 MB" in label for label in labels)
