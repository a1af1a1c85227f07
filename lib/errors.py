"""The one family of errors that a visitor may see.

An error carries a message *key* and the facts of the case, never a sentence: the page
looks the key up in ``content/<language>/strings.json`` and fills the facts in, so that the
same error reads well in every language.  What the facts must say is always the same: what
was got, what is allowed, what to do.
"""

from __future__ import annotations


class ConvScopeError(Exception):
    """Something a visitor can understand and mend.

    Args:
        key: Name of the message under ``error.`` in the content files, such as
            ``"image.too_large"``.
        **facts: Values for the message's ``{{name}}`` slots.

    Example:
        >>> error = ConvScopeError("image.too_large", width=90000, height=90000)
        >>> error.key, error.facts["width"]
        ('image.too_large', 90000)
    """

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key, facts)
        self.key = key
        self.facts = facts

    def __str__(self) -> str:
        listed = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.key}({listed})"

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process boundaries (worker to page); the default pickling would lose
        # the keyword arguments.
        return _rebuild, (type(self), self.key, self.facts)


def _rebuild(kind: type[ConvScopeError], key: str, facts: dict[str, object]) -> ConvScopeError:
    return kind(key, **facts)


class ImageError(ConvScopeError):
    """A file that cannot be used as a picture."""


class DatasetError(ConvScopeError):
    """A folder that cannot be used as training data."""


class RecipeError(ConvScopeError):
    """A recipe with a value outside what is allowed."""


class RunError(ConvScopeError):
    """A run that cannot be started, read or resumed."""


class EngineError(ConvScopeError):
    """The compute engine cannot take or finish the work."""


class ShapeError(ConvScopeError):
    """Sizes, strides or paddings that do not fit together."""


class KernelError(ConvScopeError):
    """Cells that cannot be used as a kernel."""


class NumberError(ConvScopeError):
    """A number outside what a formula allows."""


class ArchitectureError(ConvScopeError):
    """Layers that cannot be built, or code that does not say which layers there are."""


class SettingsError(ConvScopeError):
    """A setting of the host that is not allowed, or asks for what cannot be."""
