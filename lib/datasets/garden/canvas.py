"""The canvas: polygons, strokes and discs in pixels of the picture, painted larger."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PIL import Image, ImageDraw

from lib.datasets.garden.space import Floats


class Canvas:
    """A picture under the brush.

    Everything is given in pixels of the finished picture; the canvas itself may be twice as
    large (edges come out smooth when it is reduced) or half as large (for what will be
    blurred anyway).

    Args:
        image: RGB image to paint on.
        zoom: Canvas pixels for one pixel of the picture.
    """

    def __init__(self, image: Image.Image, zoom: float) -> None:
        self.image = image
        self.zoom = zoom
        self._draw = ImageDraw.Draw(image)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the finished picture in pixels."""
        return self.image.width / self.zoom, self.image.height / self.zoom

    def fill(self, corners: Floats, colours: Floats) -> None:
        """Paint polygons (N, K, 2) one over the other in colours (N, 3) from 0 to 1."""
        flat = (corners.reshape(len(corners), -1) * self.zoom).tolist()
        self.fill_prepared(zip(flat, inks(colours).tolist(), strict=True))

    def fill_prepared(self, polygons: Iterable[tuple[list[float], int]]) -> None:
        """Paint polygons given as flat lists in canvas pixels with packed colours."""
        polygon = self._draw.polygon
        for outline, ink in polygons:
            polygon(outline, ink)

    def stroke(self, lines: Floats, colours: Floats, *, width: float) -> None:
        """Paint polylines (N, K, 2), ``width`` pixels of the picture wide."""
        flat = (lines.reshape(len(lines), -1) * self.zoom).tolist()
        pixels = max(1, round(width * self.zoom))
        line = self._draw.line
        for points, ink in zip(flat, inks(colours).tolist(), strict=True):
            line(points, ink, pixels)

    def dot(self, centres: Floats, radii: Floats, colours: Floats) -> None:
        """Paint discs at centres (N, 2) with radii (N, 1) or (N, 2)."""
        boxes = np.concatenate([centres - radii, centres + radii], axis=1) * self.zoom
        ellipse = self._draw.ellipse
        for box, ink in zip(boxes.tolist(), inks(colours).tolist(), strict=True):
            ellipse(box, ink)

    def veil(self, centre: Floats, radius: float, colour: Floats, strength: float) -> None:
        """Lay one see-through disc over what is there; strength 0 … 1."""
        brush = ImageDraw.Draw(self.image, "RGBA")
        x, y, reach = centre[0] * self.zoom, centre[1] * self.zoom, radius * self.zoom
        red, green, blue = (int(255 * min(max(part, 0.0), 1.0)) for part in colour)
        brush.ellipse(
            (x - reach, y - reach, x + reach, y + reach), (red, green, blue, int(255 * strength))
        )


def inks(colours: Floats) -> Floats:
    """Colours (…, 3) from 0 to 1 as Pillow's packed RGB integers (…,)."""
    levels = np.clip(colours * 255.0, 0.0, 255.0).astype(np.int64)
    packed: Floats = levels[..., 0] + (levels[..., 1] << 8) + (levels[..., 2] << 16)
    return packed
