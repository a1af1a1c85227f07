"""Read a network out of Keras code.  The code is parsed, never run.

Understood are ``keras.Sequential([…])``, ``model.add(…)``, a ``Sequential`` inside of another, and
numbers kept under a name.  What has nothing to do with layers (reading data, compiling, fitting) is
passed over; what has, and is not understood, is refused with its line: so is whatever else is done
to a model that is known here.  A name that is given a value where it cannot be followed, in a loop
or a condition, has none from there on.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any

from lib.architecture.code_model import CodeModel, picture_shape
from lib.architecture.code_values import Values
from lib.architecture.keras_calls import AUGMENTATION, LAYERS, Unknown, make_layer
from lib.architecture.layers import Activation, Dense, Outputs
from lib.architecture.network import Network
from lib.errors import ArchitectureError

CODE_LIMIT = 20_000  # characters
_INPUTS = ("Input", "InputLayer")
_HINTS = ("Sequential", "Model", *_INPUTS, *LAYERS)
# Methods of a model that leave its layers as they are.
_HARMLESS = (
    "build", "compile", "count_params", "evaluate", "export", "fit", "get_config", "get_layer",
    "get_weights", "load_weights", "predict", "save", "save_weights", "set_weights", "summary",
    "to_json",
)  # fmt: skip


@dataclass(frozen=True)
class ImportedNetwork:
    """What was read.

    Attributes:
        network: The layers; the last dense layer has become the outputs.
        input_shape: ``(H, W, C)``; None where the code does not say.
        classes: Units of the outputs; None where the code takes them from the data.
        augmentation: Names of the layers of augmentation, which change no shape and are left out.
        models: How many models the code holds; the last is the one that was read.
    """

    network: Network
    input_shape: tuple[int, int, int] | None
    classes: int | None
    augmentation: tuple[str, ...]
    models: int


def import_network(code: str) -> ImportedNetwork:
    """The network that the last model in a piece of code is.

    Raises:
        ArchitectureError: ``code.too_long``, ``code.syntax``, ``code.no_model``, ``code.too_deep``,
            ``code.unknown_units`` (of a dense layer that is not the last), ``code.line`` with the
            number of the line and the reason: ``code.not_understood``, ``code.unknown_layer``,
            ``code.input_shape``, ``network.layers`` (too many), or as
            :func:`~lib.architecture.keras_calls.make_layer`.

    Example:
        >>> read = import_network("m = keras.Sequential([layers.Flatten(), layers.Dense(3)])")
        >>> read.network.layers, read.classes
        ((Flatten(), Outputs(activation='linear', bias=True)), 3)
    """
    if len(code) > CODE_LIMIT:
        raise ArchitectureError("code.too_long", got=len(code), limit=CODE_LIMIT)
    try:
        return _Reader().read(ast.parse(code))
    except SyntaxError as error:
        raise ArchitectureError("code.syntax", line=error.lineno or 1) from error
    except (ValueError, RecursionError, MemoryError) as error:  # zero bytes, or thousands of (
        raise ArchitectureError("code.too_deep") from error


class _Reader:
    """Walks through the statements and keeps what was said so far."""

    def __init__(self) -> None:
        self._values = Values()
        self._models: dict[str, CodeModel] = {}
        self._made: list[CodeModel] = []

    def read(self, tree: ast.Module) -> ImportedNetwork:
        for statement in tree.body:
            try:
                self._statement(statement)
            except ArchitectureError as reason:
                if reason.key == "code.line":
                    raise
                raise _at(statement, reason) from reason
        whole = [model for model in self._made if model.layers]
        if not whole:
            raise ArchitectureError("code.no_model")
        return _finished(whole[-1], len(whole))

    def _statement(self, statement: ast.stmt) -> None:
        match statement:
            case ast.Import() | ast.ImportFrom():
                return
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)) if len(
                names
            ) == len(values):
                for target, value in zip(names, values, strict=True):
                    self._assign([target], value)
            case ast.Assign(targets=targets, value=value):
                self._assign(targets, value)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                self._assign([target], value)
            case ast.Expr(value=ast.Call() as call):
                self._expression(call)
            case _:
                self._pass_over(statement)

    def _assign(self, targets: list[ast.expr], value: ast.expr) -> None:
        model: CodeModel | None = None
        match value:
            case ast.Call() if _called(value) == "Sequential":
                model = self._sequential(value)
            case ast.Name(id=other) if other in self._models:  # a second name of the same
                model = self._models[other]
            case _:
                self._pass_over(value)
        for target in targets:
            match target:
                case ast.Name(id=name) if model is not None:
                    self._models[name] = model
                case ast.Name(id=name):
                    self._models.pop(name, None)
                    self._values.keep(name, value)
                case _:
                    self._pass_over(target)

    def _expression(self, call: ast.Call) -> None:
        match call.func:
            case ast.Attribute(value=ast.Name(id=name), attr="add") if name in self._models:
                if len(call.args) != 1:
                    raise ArchitectureError("code.not_understood")
                self._add(self._models[name], call.args[0])
            case _ if _called(call) == "Sequential":
                self._sequential(call)
            case _:
                self._pass_over(call)

    def _sequential(self, call: ast.Call) -> CodeModel:
        model = CodeModel()
        listed = call.args or [each.value for each in call.keywords if each.arg == "layers"]
        if listed:
            if not isinstance(listed[0], ast.List | ast.Tuple):
                raise ArchitectureError("code.not_understood")
            for element in listed[0].elts:
                try:
                    self._add(model, element)
                except ArchitectureError as reason:
                    if reason.key == "code.line":
                        raise
                    raise _at(element, reason) from reason
        self._made.append(model)
        return model

    def _add(self, model: CodeModel, element: ast.expr) -> None:
        """One element of a model: a layer, an input, or another model."""
        if model.inside:  # it would grow where it is already
            raise ArchitectureError("code.not_understood")
        if isinstance(element, ast.Name) and element.id in self._models:
            self._nest(model, self._models[element.id])
            return
        if not isinstance(element, ast.Call):
            raise ArchitectureError("code.not_understood")
        name = _called(element)
        if name == "Sequential":
            self._nest(model, self._sequential(element))
            return
        places = [self._values.of(each) for each in element.args]
        named = {each.arg: self._values.of(each.value) for each in element.keywords if each.arg}
        if len(named) != len(element.keywords):
            raise ArchitectureError("code.not_understood")
        if "input_shape" in named or name in _INPUTS:
            model.input_shape = picture_shape(_given_shape(places, named))
        if name in AUGMENTATION:
            model.take([], [name])
        elif name in LAYERS:
            model.take([make_layer(name, places, named)], [])
        elif name not in _INPUTS:
            raise ArchitectureError("code.unknown_layer", got=name[:40] or "?")

    def _nest(self, model: CodeModel, inner: CodeModel) -> None:
        if inner is model:
            raise ArchitectureError("code.not_understood")
        model.take(inner.layers, inner.augmentation)
        model.input_shape = model.input_shape or inner.input_shape
        inner.inside = True
        self._made = [each for each in self._made if each is not inner]

    def _pass_over(self, node: ast.AST) -> None:
        """Pass over what has nothing to do with layers; name the line of what has."""
        for each in ast.walk(node):
            match each:
                case ast.Call() if _called(each) in _HINTS:
                    raise _at(each, ArchitectureError("code.not_understood"))
                case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method)) if (
                    name in self._models and method not in _HARMLESS
                ):
                    raise _at(each, ArchitectureError("code.not_understood"))
                case ast.Name(id=name, ctx=ast.Store()) if name in self._models:
                    raise _at(each, ArchitectureError("code.not_understood"))
                case ast.Name(id=name, ctx=ast.Store()):
                    self._values.forget(name)


def _finished(model: CodeModel, models: int) -> ImportedNetwork:
    layers, classes = list(model.layers), None
    place = len(layers) - 1
    while place > 0 and isinstance(layers[place], Activation):
        place -= 1
    last = layers[place]
    if any(isinstance(layer, Outputs) for layer in layers[:place]):
        raise ArchitectureError("code.unknown_units")
    if isinstance(last, Dense):
        classes = last.units
        layers[place] = Outputs(activation=last.activation, bias=last.bias)
    return ImportedNetwork(
        Network(tuple(layers)), model.input_shape, classes, tuple(model.augmentation), models
    )


def _given_shape(places: list[Any], named: dict[str, Any]) -> Any:
    """The shape that an input or a first layer is given, without the batch axis."""
    whole = named.get("batch_shape")
    if isinstance(whole, tuple | Unknown):
        return whole[1:] if isinstance(whole, tuple) else whole
    return named.get("input_shape", named.get("shape", places[0] if places else None))


def _called(call: ast.Call) -> str:
    """The last part of the name that is called: ``Dense`` of ``tf.keras.layers.Dense``."""
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def _at(node: ast.AST, reason: ArchitectureError) -> ArchitectureError:
    return ArchitectureError("code.line", line=getattr(node, "lineno", 1), reason=reason)
