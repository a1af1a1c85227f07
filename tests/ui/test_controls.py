"""A control's value lives in the address; nonsense there is named and harms nothing."""

import pytest
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.query_params import QueryParams
from streamlit.testing.v1 import AppTest

SCRIPT = """
import streamlit as st
from lib.ui.controls import Controls

controls = Controls("demo")
st.text(controls.slider("stride", label="Stride", minimum=1, maximum=7, default=2, step=1))
st.text(controls.slider("rate", label="Rate", minimum=0.0, maximum=0.9, default=0.2, step=0.05))
st.text(controls.choice("mode", ["same", "valid"], label="Mode", default="same"))
st.text(controls.toggle("bias", label="Bias", default=True))
st.button("preset", on_click=controls.set, kwargs={"stride": 5, "mode": "valid"})
for problem in controls.problems:
    st.warning(problem.key)
"""


def opened(**address: str) -> AppTest:
    app = AppTest.from_string(SCRIPT, default_timeout=30)
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def shown(app: AppTest) -> list[str]:
    assert not app.exception
    return [text.value for text in app.text]


def test_without_an_address_the_defaults_are_shown_and_the_address_stays_clean():
    app = opened()
    assert shown(app) == ["2", "0.2", "same", "True"]
    assert dict(app.query_params) == {}


def test_the_address_sets_every_control():
    app = opened(stride="4", rate="0.5", mode="valid", bias="0")
    assert shown(app) == ["4", "0.5", "valid", "False"]
    assert not app.warning


def test_a_widget_that_its_visitor_has_moved_is_told_nothing():
    app = opened(stride="4", rate="0.5")
    assert [slider.proto.set_value for slider in app.slider] == [True, True]
    app.slider[0].set_value(5).run()  # whose handle may be at 6 by now
    assert [slider.proto.set_value for slider in app.slider] == [False, True]
    app.button[0].click().run()  # a preset moves it, not its visitor
    assert app.slider[0].proto.set_value and shown(app)[0] == "5"


def test_a_browser_that_has_not_heard_of_a_preset_yet_is_told_again():
    app = opened()
    app.button[0].click().run()
    app.slider[0].set_value(2).run()  # what it was before the preset: another control was moved
    assert app.slider[0].proto.set_value


def test_a_browser_that_missed_every_message_but_the_widgets_begins_with_their_values():
    app = opened(stride="4", mode="valid", bias="0")
    app.slider[1].set_value(0.5).run()
    assert [list(slider.proto.default) for slider in app.slider] == [[4.0], [0.5]]
    assert list(app.button_group[0].proto.default) == [1]
    assert app.toggle[0].proto.default is False


@pytest.mark.parametrize(
    "name,value",
    [("stride", "0"), ("stride", "8"), ("stride", "2.5"), ("stride", "x"), ("stride", ""),
     ("stride", "1e3"), ("rate", "nan"), ("rate", "inf"), ("rate", "-0.1"), ("mode", "full"),
     ("bias", "yes"), ("stride", "9" * 5000), ("rate", "１２x")],
)  # fmt: skip
def test_nonsense_in_the_address_is_named_and_the_default_used(name, value):
    app = opened(**{name: value})
    assert shown(app) == ["2", "0.2", "same", "True"]
    assert len(app.warning) == 1


def test_moving_a_control_writes_the_address_and_its_default_clears_it():
    app = opened()
    app.slider[0].set_value(6).run()
    assert shown(app)[0] == "6"
    assert app.query_params["stride"] == "6"
    app.slider[0].set_value(2).run()
    assert "stride" not in app.query_params


def test_a_preset_sets_several_controls_at_once():
    app = opened()
    app.button[0].click().run()
    assert shown(app) == ["5", "0.2", "valid", "True"]
    assert app.query_params["stride"] == "5" and app.query_params["mode"] == "valid"


def test_a_quick_change_of_two_controls_is_not_undone_by_the_old_address():
    app = opened()
    app.slider[0].set_value(6).run()
    del app.query_params["stride"]  # the browser had not heard of the first change yet
    app.slider[1].set_value(0.5).run()
    assert shown(app)[:2] == ["6", "0.5"]


TEXT_SCRIPT = """
import streamlit as st
from lib.operations.kernel_text import read_kernel
from lib.ui.controls import Controls

controls = Controls("demo")
st.text(controls.text("kernel", default="sobel_x", parse=read_kernel))
st.button("own", on_click=controls.set, kwargs={"kernel": "1,2"})
for problem in controls.problems:
    st.warning(f"{problem.key} {problem.facts['reason'].key}")
"""


def test_a_text_that_makes_no_sense_leaves_what_was_shown_last():
    app = AppTest.from_string(TEXT_SCRIPT)
    app.query_params["kernel"] = "1,x"
    app.run()
    assert shown(app) == ["sobel_x"]
    assert app.warning[0].value == "url.unusable kernel.not_a_number"
    for nonsense, reason in (("inf", "infinite"), ("", "empty"), ("1;2,3", "ragged")):
        app = AppTest.from_string(TEXT_SCRIPT)
        app.query_params["kernel"] = "3,4"
        app.run()
        assert shown(app) == ["3,4"] and not app.warning
        app.query_params["kernel"] = nonsense
        app.run()
        assert shown(app) == ["3,4"]
        assert app.warning[0].value == f"url.unusable kernel.{reason}"


def test_a_text_set_by_a_callback_is_in_the_address_and_its_default_is_not():
    app = AppTest.from_string(TEXT_SCRIPT).run()
    assert dict(app.query_params) == {}
    app.button[0].click().run()
    assert shown(app) == ["1,2"] and app.query_params["kernel"] in ("1,2", ["1,2"])


@pytest.mark.parametrize(("step", "address"), [(4, "stride=4"), (2, "")])
def test_an_address_that_is_overtaken_by_our_last_word_is_said_again(monkeypatch, step, address):
    said: list[str] = []
    send = QueryParams._send_query_param_msg

    def sending(self):
        send(self)
        said.append(get_script_run_ctx().query_string)

    monkeypatch.setattr(QueryParams, "_send_query_param_msg", sending)
    app = opened()
    app.slider[0].set_value(step).run()
    app.slider[0].set_value(5).run()
    assert said[-1] == "stride=5"
    # The browser goes back at once: it has the address of before and will get that of step 5.
    app.query_params.clear()
    for part in filter(None, [address]):
        name, value = part.split("=")
        app.query_params[name] = value
    app.slider[0].set_value(step).run()
    assert said[-1] == address and shown(app)[0] == str(step)
