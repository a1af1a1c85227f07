"""Values in code that can be known without running it: numbers, texts, tuples, simple sums."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from lib.architecture.keras_calls import Unknown
from lib.errors import ArchitectureError

_LARGEST = 10**12
_LONGEST = 100  # elements of a tuple that is made of others
_OPERATIONS: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = MappingProxyType(
    {
        ast.Add: operator.add,
        ast.Sub: operator.sub,
        ast.Mult: operator.mul,
        ast.Div: operator.truediv,
        ast.FloorDiv: operator.floordiv,
        ast.Mod: operator.mod,
    }
)


class Values:
    """What names stand for so far."""

    def __init__(self) -> None:
        self._kept: dict[str, Any] = {}

    def keep(self, name: str, node: ast.expr) -> None:
        """Remember what a name stands for; :class:`Unknown` where that cannot be known."""
        try:
            self._kept[name] = self.of(node)
        except ArchitectureError:
            self.forget(name)

    def forget(self, name: str) -> None:
        """From now on the name stands for what cannot be known."""
        self._kept[name] = Unknown()

    def of(self, node: ast.expr) -> Any:
        """The value of an expression.

        A name from elsewhere and a call are :class:`Unknown`, and so is a tuple that takes in an
        unknown one; an attribute is the text of its last part: ``tf.nn.relu`` is ``"relu"``.

        Raises:
            ArchitectureError: ``code.value``: neither of these.

        Example:
            >>> Values().of(ast.parse("(1. / 255, 3)", mode="eval").body)
            (0.00392156862745098, 3)
            >>> Values().of(ast.parse("(180, 180) + (3,)", mode="eval").body)
            (180, 180, 3)
        """
        value: Any = Unknown()
        match node:
            case ast.Constant(value=bool() | int() | float() | str() | None as value):
                pass
            case ast.Tuple(elts=elements) | ast.List(elts=elements):
                value = self._listed(elements)
            case ast.Name(id=name):
                value = self._kept.get(name, value)
            case ast.Attribute(attr=name):
                value = name
            case ast.Call():
                pass
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                value = self._counted(operator.sub, 0, self.of(inner))
            case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _OPERATIONS:
                value = self._counted(_OPERATIONS[type(sign)], self.of(left), self.of(right))
            case _:
                raise ArchitectureError("code.value")
        return value

    def _listed(self, elements: list[ast.expr]) -> Any:
        """A tuple, whose elements are no tuples: nested ones would double from name to name."""
        found: list[Any] = []
        for element in elements:
            spread = isinstance(element, ast.Starred)
            value = self.of(element.value if isinstance(element, ast.Starred) else element)
            if spread and isinstance(value, Unknown):
                return value
            if spread != isinstance(value, tuple):
                raise ArchitectureError("code.value")
            found += value if spread else [value]
        return _bounded(tuple(found))

    @staticmethod
    def _counted(operation: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
        if isinstance(left, Unknown) or isinstance(right, Unknown):
            return Unknown()
        if operation is operator.add and isinstance(left, tuple) and isinstance(right, tuple):
            return _bounded(left + right)
        # Else numbers only, and small ones: texts and tuples would grow with "*".
        if not all(
            isinstance(each, int | float) and abs(each) < _LARGEST for each in (left, right)
        ):
            raise ArchitectureError("code.value")
        try:
            return operation(left, right)
        except ZeroDivisionError as error:
            raise ArchitectureError("code.value") from error


def _bounded(value: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(value) > _LONGEST:
        raise ArchitectureError("code.value")
    return value
