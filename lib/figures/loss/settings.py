"""What each setting of ``from_logits`` makes of the same logits: two right, two wrong."""

from __future__ import annotations

from collections.abc import Sequence

from lib.figures.bar_panels import HEADING, heading_mark, side_by_side, stacked
from lib.figures.bars import Bar, Heading, Panel, Rows, TwoForms
from lib.figures.loss import WIDTH
from lib.figures.readable import readable
from lib.figures.svg import drawing_frame
from lib.operations.loss_mistakes import Setting
from lib.words import Words

_GAP = 36.0


def settings_drawing(settings: Sequence[Setting], rows: Rows, say: Words) -> TwoForms:
    """Two rows, what the model gives; two columns, what the loss is told."""
    panels = [_panel(setting, rows, say) for setting in settings]
    width = (WIDTH - _GAP) / 2
    step = rows.height + HEADING + 14
    headings = {
        number: Heading(say(f"loss.settings.{'logits' if s.gives_logits else 'softmax'}"))
        for number, s in enumerate(settings)
        if number % 2 == 0
    }
    marks = [heading_mark(heading, number // 2 * step) for number, heading in headings.items()]
    for number, panel in enumerate(panels):
        left, top = number % 2 * (width + _GAP), number // 2 * step + HEADING
        marks.append(side_by_side([panel], rows, width=width, x=left, y=top))
    wide = drawing_frame(WIDTH, 2 * step, *marks)
    return TwoForms(wide, stacked(panels, rows, headings=headings))


def _panel(setting: Setting, rows: Rows, say: Words) -> Panel:
    gives = "logits" if setting.gives_logits else "softmax"
    told = "true" if setting.from_logits else "false"
    truth = rows.names[rows.truth]
    slope = readable(round(float(setting.slopes[rows.truth]), 6) + 0.0)
    bars = tuple(
        Bar(
            float(p),
            readable(p),
            say(f"loss.say.setting.{gives}.{told}", name=name, p=readable(p)),
            " ".join(f"{other}.{row}" for other in _KEYS if other != f"{gives}-{told}"),
        )
        for row, (name, p) in enumerate(zip(rows.names, setting.probabilities, strict=True))
    )
    verdict = "right" if setting.right else "wrong"
    return Panel(
        f"{gives}-{told}",
        f"from_logits={setting.from_logits}",
        say(f"loss.settings.{verdict}", what=say(f"loss.settings.{gives}.{told}")),
        bars,
        peak=1.0,
        foot=say("loss.settings.foot", loss=readable(setting.loss), slope=slope),
        foot_say=say(
            "loss.settings.foot.say", loss=readable(setting.loss), slope=slope, name=truth
        ),
        strong=True,
        mood=verdict,
    )


_KEYS = ("logits-true", "logits-false", "softmax-true", "softmax-false")
