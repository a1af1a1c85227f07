"""One loss from two forms of a label: a number that picks, a row that multiplies."""

from __future__ import annotations

from lib.figures.bar_panels import two_forms
from lib.figures.bars import Bar, Panel, Rows, TwoForms
from lib.figures.loss import WIDTH
from lib.figures.loss.parts import surprise_peak, surprises_panel, value_panel
from lib.figures.readable import readable
from lib.operations.loss import LabelForms
from lib.words import Words


def labels_drawing(forms: LabelForms, rows: Rows, say: Words) -> TwoForms:
    """A label of one number picks a row; a label of K numbers multiplies and adds up."""
    label, loss = rows.truth, readable(forms.sparse)
    numbers = Panel(
        "number",
        say("loss.panel.number", label=label),
        say("loss.panel.number.note"),
        tuple(
            Bar(0.0, str(row), say("loss.say.number", name=name, row=row), f"surprise.{row}")
            for row, name in enumerate(rows.names)
        ),
        peak=1.0,
        foot=say("loss.foot.picked", row=label, loss=loss),
        foot_say=say("loss.say.picked", name=rows.names[label], row=label, loss=loss),
        strong=True,
    )
    surprises = surprises_panel(forms.surprises, rows, say, foot=False)
    target = value_panel(
        "target",
        ("loss.panel.target", "loss.panel.target.note"),
        forms.target,
        say,
        says=[
            say("loss.say.target", name=name, value=f"{value:.0f}")
            for name, value in zip(rows.names, forms.target, strict=True)
        ],
        texts=[f"{value:.0f}" for value in forms.target],
        joint="×",
    )
    products = value_panel(
        "product",
        ("loss.panel.product", "loss.panel.product.note"),
        forms.products,
        say,
        says=[
            say(
                "loss.say.product",
                name=name,
                target=f"{y:.0f}",
                surprise=readable(surprise),
                product=readable(product),
            )
            for name, y, surprise, product in zip(
                rows.names, forms.target, forms.surprises, forms.products, strict=True
            )
        ],
        links=("surprise", "target"),
        peak=surprise_peak(forms.surprises),
        foot=f"Σ = {readable(forms.one_hot)}",
        joint="=",
        strong=True,
    )
    return two_forms((numbers, surprises, target, products), rows, width=WIDTH)
