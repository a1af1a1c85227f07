"""Asking: one question at a time, what was picked, the score, and then the evidence."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from lib.operations.questions import NUMBERS, OPTIONS, Answers
from lib.ui.asking import Asking
from lib.ui.page import Page, door
from lib.ui.questions.evidence import show_evidence
from lib.ui.questions.rights import question_facts, right_answer

# Where a question leads: pages with the controls set.
DOORS: Mapping[int, tuple[tuple[str, Mapping[str, str]], ...]] = {
    1: (("resize", {}), ("compare", {"comparison": "resizing"})),
    2: (("layers", {"layer": "rescaling"}),),
    3: (("augmentation", {"view": "epochs"}), ("compare", {"comparison": "augmentation"})),
    4: (("dropout", {}),),
    5: (("batches", {"view": "epochs"}), ("compare", {"comparison": "order"})),
    6: (("layers", {"view": "signs"}),),
    7: (("compare", {"comparison": "order"}), ("compare", {"comparison": "learning_rate"})),
    8: (("shapes", {"view": "batch"}),),
    9: (("dropout", {}),),
    10: (("shapes", {}),),
}


def draw(page: Page) -> None:
    """The strip of questions, the question, and what follows an answer."""
    say, asking = page.say, Asking(page)
    answers = Answers.read(
        page.controls.text("answers", default=Answers().text, parse=Answers.read)
    )
    number = int(
        page.controls.choice(
            "question",
            NUMBERS,
            label=say("questions.question"),
            default=1,
            label_visibility="collapsed",
        )
    )
    _show_score(page, asking, answers)
    right = None if answers.is_open(number) else right_answer(asking, number)
    _ask(page, answers, number, right)
    if right is None:
        asking.still_starting()
    else:
        _judge(page, answers, number, right)
        place = st.container()
        facts = show_evidence(page, asking, number)
        with place:
            page.block(f"answer-{number}", **facts)
        _lead_on(page, number)
    _steps(page, number)
    asking.wait()


def _ask(page: Page, answers: Answers, number: int, right: str | None) -> None:
    """The question, and what can be picked; once something was, what was right."""
    say = page.say
    asked = say(f"questions.{number}", **question_facts(number))
    with st.container(key="questions-asked", border=True, gap="small"):
        st.markdown(f"### {say('questions.number', number=number)} {asked}")
        if not answers.is_open(number):
            st.markdown("\n\n".join(_marked(page, answers, number, right)))
            return
        key = f"questions.pick.{number}.{say.language}"

        def take() -> None:
            picked = answers.picked(number, st.session_state[key])
            page.controls.set(answers=picked.text)

        st.radio(
            asked,
            OPTIONS[number],
            index=None,
            format_func=lambda code: _option(page, number, code),
            key=key,
            on_change=take,
            label_visibility="collapsed",
        )
        st.button(
            say("questions.show"),
            type="tertiary",
            icon=":material/visibility:",
            on_click=lambda: page.controls.set(answers=answers.shown(number).text),
        )


def _marked(page: Page, answers: Answers, number: int, right: str | None) -> list[str]:
    """What could be picked, with a mark and a word at the right one and at the one picked."""
    say, picked, lines = page.say, answers.of(number), []
    for code in OPTIONS[number]:
        words = []
        icon = ":gray[:material/radio_button_unchecked:]"
        if code == picked:
            words.append(say("questions.your_pick"))
            icon = ":orange[:material/cancel:]" if right else ":material/hourglass_empty:"
        if code == right:
            words.insert(0, say("questions.right_one"))
            icon = ":green[:material/check_circle:]"
        note = f" *({say('list.separator').join(words)})*" if words else ""
        lines.append(f"{icon} {_option(page, number, code)}{note}")
    return lines


def _option(page: Page, number: int, code: str) -> str:
    """What can be picked, in words."""
    return page.say(f"questions.{number}.{code}", **question_facts(number, code))


def _judge(page: Page, answers: Answers, number: int, right: str) -> None:
    """Whether the pick was right, and what is behind it."""
    say, picked = page.say, answers.of(number)
    called = _option(page, number, right)
    if picked is None:
        st.markdown(f":material/visibility: **{say('questions.shown', answer=called)}**")
    elif picked == right:
        behind = say(f"questions.{number}.{picked}.why", **question_facts(number))
        verdict = say("predict_first.right")
        st.markdown(f":green[:material/check_circle: **{verdict}**] {behind}")
    else:
        behind = say(f"questions.{number}.{picked}.why", **question_facts(number))
        verdict = say("questions.wrong", answer=called)
        st.markdown(f":orange[:material/cancel: **{verdict}**] {behind}")


def _show_score(page: Page, asking: Asking, answers: Answers) -> None:
    """A mark a question, and how many are right; said in words too."""
    say = page.say
    marks, right = [], 0
    for number in NUMBERS:
        picked = answers.of(number)
        if picked is None:
            icon = "" if answers.is_open(number) else ":material/visibility: "
            marks.append(f":gray-badge[{icon}{number}]")
            continue
        correct = right_answer(asking, number)
        if correct is None:
            marks.append(f":gray-badge[… {number}]")
        elif picked == correct:
            right += 1
            marks.append(f":green-badge[:material/check: {number}]")
        else:
            marks.append(f":orange-badge[:material/close: {number}]")
    answered = sum(answers.of(number) is not None for number in NUMBERS)
    if answers == Answers():
        st.caption(say("questions.begin"))
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(" ".join(marks))
        st.caption(say("questions.score", right=right, answered=answered, count=len(NUMBERS)))
        st.button(
            say("questions.again"),
            type="tertiary",
            icon=":material/restart_alt:",
            on_click=lambda: page.controls.set(answers=Answers().text, question=1),
        )


def _lead_on(page: Page, number: int) -> None:
    """The doors to where more can be tried."""
    st.markdown(f"**{page.say('questions.more')}**")
    with st.container(horizontal=True):
        for place, (path, address) in enumerate(DOORS[number]):
            label = page.say.strings.get(f"questions.door.{number}.{place}")
            door(path, label=label, query_params=dict(address))


def _steps(page: Page, number: int) -> None:
    """To the question before and after."""
    say = page.say
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        for step, icon, key in ((-1, "arrow_back", "before"), (1, "arrow_forward", "after")):
            st.button(
                say(f"questions.{key}"),
                icon=f":material/{icon}:",
                icon_position="left" if step < 0 else "right",
                disabled=number + step not in NUMBERS,
                on_click=lambda to=number + step: page.controls.set(question=to),
            )
