"""Where ``image_dataset_from_directory`` cuts a list of files, as a formula that is true.

Keras computes ``int(validation_split * files)`` with the numbers of a computer.  0.35 · 180 is 63,
but a computer's product is 62.99999999999999, and ``int`` cuts off a whole picture.
"""

from __future__ import annotations

from lib.datasets.folder import split_counts
from lib.figures.readable import latex_count

_DIGITS = 8  # of a product that is nearly whole


def cut_short(percent: int, files: int) -> bool:
    """Whether Keras holds back one picture less than ``⌊percent · files / 100⌋``.

    Args:
        percent: Of ``validation_split``, in whole per cent.
        files: In all.

    Raises:
        DatasetError: As :func:`~lib.datasets.folder.split_counts`.

    Example:
        >>> cut_short(35, 180), cut_short(20, 3670)
        (True, False)
    """
    return split_counts(files, percent / 100)[1] != percent * files // 100


def held_back_formula(percent: int, files: int) -> str:
    r"""How many files are held back, as LaTeX; arguments as :func:`cut_short`.

    Example:
        >>> held_back_formula(20, 3670)
        '\\lfloor 0.2 \\cdot 3{,}670 \\rfloor = 734'
        >>> held_back_formula(35, 180)
        '\\texttt{int}(0.35 \\cdot 180) = \\texttt{int}(62.99999\\ldots) = 62'
    """
    share, count = percent / 100, split_counts(files, percent / 100)[1]
    product = rf"{share:g} \cdot {latex_count(files)}"
    if not cut_short(percent, files):
        return rf"\lfloor {product} \rfloor = {latex_count(count)}"
    found = rf"{str(share * files)[:_DIGITS]}\ldots"
    return rf"\texttt{{int}}({product}) = \texttt{{int}}({found}) = {latex_count(count)}"
