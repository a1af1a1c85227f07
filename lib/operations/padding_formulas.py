r"""The rule of padding in LaTeX with the numbers of one axis in it.

``n`` input cells, window ``k``, dilation ``d``, stride ``s``, reach ``r``, ``p`` cells added
(``b`` before, ``a`` after), ``o`` outputs.
"""

from __future__ import annotations

from lib.cnn.windows import AxisRule


def axis_formula(rule: AxisRule, padding: str) -> str:
    r"""The steps from the controls to the number of outputs, as one aligned block.

    Args:
        rule: The windows along the axis.
        padding: One of :data:`lib.operations.padding.CHOICES`.

    Example:
        >>> from lib.cnn.windows import axis_rule
        >>> print(axis_formula(axis_rule(6, 3, stride=2, padding="same"), "same"))
        $$
        \begin{aligned}
        r &= d\,(k-1)+1 = 1\,(3-1)+1 = 3\\
        o &= \lceil n/s \rceil = \lceil 6/2 \rceil = 3\\
        p &= \max((o-1)\,s + r - n,\ 0)\\
        &= \max((3-1)\cdot 2 + 3 - 6,\ 0) = 1\\
        b &= \lfloor p/2 \rfloor = 0,\quad a = p - b = 1
        \end{aligned}
        $$
    """
    n, k, s, d, r = rule.input_size, rule.window, rule.stride, rule.dilation, rule.reach
    o, b, a = rule.output_size, rule.before, rule.after
    steps = [rf"r &= d\,(k-1)+1 = {d}\,({k}-1)+1 = {r}"]
    if padding == "same":
        steps += [
            rf"o &= \lceil n/s \rceil = \lceil {n}/{s} \rceil = {o}",
            r"p &= \max((o-1)\,s + r - n,\ 0)",
            rf"&= \max(({o}-1)\cdot {s} + {r} - {n},\ 0) = {b + a}",
            rf"b &= \lfloor p/2 \rfloor = {b},\quad a = p - b = {a}",
        ]
    else:
        steps += {
            "valid": [r"b &= a = 0"],
            "symmetric": [rf"b &= a = \lfloor (r-1)/2 \rfloor = \lfloor ({r}-1)/2 \rfloor = {b}"],
            "explicit": [rf"b &= {b},\quad a = {a}"],
        }[padding]
        steps += [
            r"o &= \lfloor (b + n + a - r)/s \rfloor + 1",
            rf"&= \lfloor ({b} + {n} + {a} - {r})/{s} \rfloor + 1 = {o}",
        ]
    body = "\\\\\n".join(steps)
    return f"$$\n\\begin{{aligned}}\n{body}\n\\end{{aligned}}\n$$"
