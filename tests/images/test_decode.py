"""Good files of every kind: which pixels come out."""

from __future__ import annotations

import io
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from PIL import Image, ImageCms, TiffImagePlugin

from lib.images.decode import PIXEL_LIMIT, Picture, decode_image, shrink
from lib.images.modes import to_rgb
from lib.images.tiff import exif_orientation

RNG = np.random.default_rng(7)
COLOURS = RNG.integers(0, 256, (6, 9, 3), dtype=np.uint8)
RAMP = np.linspace(0, 65535, 256).astype(np.uint16).reshape(1, 256).repeat(4, axis=0)


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def decoded(image: Image.Image, kind: str, **options: object) -> Picture:
    return decode_image(encoded(image, kind, **options))


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))


def raw_png(pixels: np.ndarray, *, colour: int, bits: int, extra: bytes = b"") -> bytes:
    """A PNG written by hand: Pillow writes no 16-bit colour."""
    height, width = pixels.shape[:2]
    lines = b"".join(
        b"\0" + line.astype(pixels.dtype.newbyteorder(">")).tobytes() for line in pixels
    )
    header = struct.pack(">LLBBBBB", width, height, bits, colour, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + extra
        + png_chunk(b"IDAT", zlib.compress(lines))
        + png_chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("PNG", {}),
        ("BMP", {}),
        ("TIFF", {}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("TIFF", {"compression": "tiff_adobe_deflate"}),
        ("WebP", {"lossless": True}),
    ],
)
def test_lossless_formats_give_back_every_pixel(kind: str, options: dict[str, object]) -> None:
    picture = decoded(Image.fromarray(COLOURS), kind, **options)
    np.testing.assert_array_equal(picture.pixels, COLOURS)
    assert picture.format == kind
    assert picture.original_size == (9, 6)
    assert picture.frame_count == 1
    assert picture.notes == ()


def test_a_jpeg_looks_like_what_was_saved() -> None:
    smooth = np.linspace(0, 255, 64 * 64 * 3).reshape(64, 64, 3).astype(np.uint8)
    picture = decoded(Image.fromarray(smooth), "JPEG", quality=95)
    assert np.abs(picture.pixels.astype(int) - smooth).max() < 12
    assert picture.plain


def test_pixels_cannot_be_written_to() -> None:
    picture = decoded(Image.fromarray(COLOURS), "PNG")
    with pytest.raises(ValueError, match="read-only"):
        picture.pixels[0, 0, 0] = 1


def test_the_digest_tells_files_apart() -> None:
    changed = COLOURS.copy()
    changed[3, 3, 0] ^= 1
    first, second = (decoded(Image.fromarray(p), "PNG") for p in (COLOURS, changed))
    assert first.digest != second.digest
    assert first.digest == decoded(Image.fromarray(COLOURS), "PNG").digest


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WebP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_ends_upright(orientation: int, kind: str) -> None:
    upright = np.zeros((16, 32, 3), np.uint8)
    upright[:8, :16] = (255, 0, 0)
    upright[8:, :16] = (0, 255, 0)
    upright[:8, 16:] = (0, 0, 255)
    # What a camera held that way stores: the inverse of what a viewer must do.
    stored = {
        1: lambda a: a,
        2: lambda a: a[:, ::-1],
        3: lambda a: a[::-1, ::-1],
        4: lambda a: a[::-1],
        5: lambda a: a.transpose(1, 0, 2),
        6: lambda a: np.rot90(a, 1),
        7: lambda a: a[::-1, ::-1].transpose(1, 0, 2),
        8: lambda a: np.rot90(a, -1),
    }[orientation](upright)
    exif = Image.Exif()
    exif[0x0112] = orientation
    options = {"JPEG": {"quality": 100, "subsampling": 0}, "WebP": {"lossless": True}}.get(kind, {})
    picture = decoded(Image.fromarray(np.ascontiguousarray(stored)), kind, exif=exif, **options)
    assert np.abs(picture.pixels.astype(int) - upright).max() <= 3
    assert ("oriented" in picture.notes) == (orientation != 1)
    assert picture.original_size == stored.shape[1::-1]


@pytest.mark.parametrize(
    "exif",
    [
        b"",
        b"II*\0",
        b"II*\0\xff\xff\xff\xff",
        b"MM\0*\0\0\0\x08\xff\xff" + b"\x01\x12" * 40,
        b"nonsense" * 9,
        b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x63\0\0\0",
    ],
)
def test_broken_exif_means_upright_and_does_not_spoil_the_picture(exif: bytes) -> None:
    assert exif_orientation(exif) == 1
    picture = decoded(Image.fromarray(COLOURS), "JPEG", exif=b"Exif\0\0" + exif)
    assert picture.pixels.shape == COLOURS.shape


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_alpha_is_laid_over_white(mode: str, kind: str) -> None:
    black_fading = np.zeros((1, 256, len(mode)), np.uint8)
    black_fading[..., -1] = np.arange(256)
    picture = decoded(Image.fromarray(black_fading, mode), kind)
    assert np.abs(picture.pixels[0, :, 0].astype(int) - (255 - np.arange(256))).max() <= 1
    assert picture.notes == ("alpha",)
    assert not picture.plain


def test_premultiplied_alpha_is_undone() -> None:
    half_black = Image.new("RGBA", (1, 1), (0, 0, 0, 51))
    pixels, notes = to_rgb(half_black.convert("RGBa"))
    assert pixels.tolist() == [[[204] * 3]]
    assert notes == ("alpha",)


def test_a_transparent_palette_colour_becomes_white() -> None:
    palette = Image.new("P", (2, 1))
    palette.putpalette([255, 0, 0, 0, 0, 255])
    palette.putdata([0, 1])
    for kind in ("PNG", "GIF"):
        picture = decoded(palette, kind, transparency=1)
        assert picture.pixels.tolist() == [[[255, 0, 0], [255, 255, 255]]]


def test_a_palette_becomes_its_colours() -> None:
    quantized = Image.fromarray(COLOURS).quantize(16)
    expected = np.asarray(quantized.convert("RGB"))
    for kind in ("PNG", "GIF", "BMP", "TIFF"):
        np.testing.assert_array_equal(decoded(quantized, kind).pixels, expected)


@pytest.mark.parametrize("kind", ["PNG", "BMP", "TIFF"])
def test_black_and_white_stays_black_and_white(kind: str) -> None:
    board = (np.indices((5, 11)).sum(axis=0) % 2).astype(bool)
    picture = decoded(Image.fromarray(board), kind)
    np.testing.assert_array_equal(picture.pixels[..., 1], board * 255)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "BMP", "TIFF"])
def test_grey_fills_three_equal_channels(kind: str) -> None:
    grey = np.full((8, 8), 100, np.uint8)
    picture = decoded(Image.fromarray(grey), kind)
    assert np.ptp(picture.pixels, axis=2).max() == 0
    assert abs(int(picture.pixels[0, 0, 0]) - 100) <= 1


def test_a_sixteen_bit_ramp_runs_from_black_to_white() -> None:
    files = [
        encoded(Image.fromarray(RAMP), "PNG"),
        encoded(Image.fromarray(RAMP), "TIFF"),
        encoded(Image.fromarray(RAMP.astype(np.int32)), "TIFF"),
        raw_png(np.stack([RAMP] * 3, axis=2), colour=2, bits=16),
        raw_png(np.stack([RAMP, np.full_like(RAMP, 65535)], axis=2), colour=4, bits=16),
    ]
    for data in files:
        picture = decode_image(data)
        np.testing.assert_array_equal(picture.pixels[0, :, 2], np.arange(256))
        assert "16_bit" in picture.notes
        assert not picture.plain


def test_big_endian_sixteen_bit_tiff_is_read_right() -> None:
    ifd = TiffImagePlugin.ImageFileDirectory_v2(prefix=b"MM")
    data = bytearray(b"MM\0*" + struct.pack(">L", 8))
    tags = [(256, 4, 256), (257, 4, 1), (258, 3, 16), (259, 3, 1), (262, 3, 1), (277, 3, 1)]
    offset = 8 + 2 + 12 * (len(tags) + 3) + 4
    tags += [(273, 4, offset), (278, 4, 1), (279, 4, 512)]
    data += struct.pack(">H", len(tags))
    for tag, kind, value in sorted(tags):
        data += struct.pack(">HHL", tag, kind, 1)
        data += struct.pack(">HH", value, 0) if kind == 3 else struct.pack(">L", value)
    data += bytes(4) + RAMP[0].astype(">u2").tobytes()
    assert ifd is not None
    np.testing.assert_array_equal(decode_image(bytes(data)).pixels[0, :, 0], np.arange(256))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0.0, 0.5, 1.0], [0, 128, 255]),
        ([0.0, 100.0, 255.0], [0, 100, 255]),
        ([-1.0, 0.0, 1.0], [0, 128, 255]),
        ([0.0, float("nan"), 1.0], [0, 0, 255]),
        ([7e30, 7e30, 7e30], [0, 0, 0]),
    ],
)
def test_floating_point_pixels_are_scaled_to_what_a_screen_shows(
    values: list[float], expected: list[int]
) -> None:
    picture = decoded(Image.fromarray(np.array([values], np.float32)), "TIFF")
    assert picture.pixels[0, :, 0].tolist() == expected


def test_cmyk_comes_back_as_the_colour_that_was_printed() -> None:
    ink = Image.new("RGB", (16, 16), (200, 60, 30)).convert("CMYK")
    for kind in ("JPEG", "TIFF"):  # Pillow writes JPEG inks inverted, as Adobe does
        picture = decoded(ink, kind)
        assert picture.original_mode == "CMYK"
        assert "cmyk" in picture.notes
        assert np.abs(picture.pixels[8, 8].astype(int) - (200, 60, 30)).max() <= 4


def test_lab_and_ycbcr_come_back_as_the_colour_that_was_seen() -> None:
    red = Image.new("RGB", (4, 4), (180, 40, 60))
    lab = ImageCms.profileToProfile(
        red, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
    )
    assert lab is not None
    for image in (lab, red.convert("YCbCr")):
        picture = decoded(image, "TIFF")
        assert np.abs(picture.pixels[0, 0].astype(int) - (180, 40, 60)).max() <= 4


@pytest.mark.parametrize("kind", ["GIF", "WebP", "PNG", "TIFF"])
def test_an_animation_gives_its_first_frame(kind: str) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "lime", "blue")]
    options = {"lossless": True} if kind == "WebP" else {}
    picture = decoded(frames[0], kind, save_all=True, append_images=frames[1:], **options)
    assert picture.pixels[4, 4].tolist() == [255, 0, 0]
    assert picture.frame_count == (2 if kind == "TIFF" else 3)
    assert "first_frame" in picture.notes


def test_phone_photographs_with_a_second_picture_inside_are_photographs() -> None:
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("red", "blue")]
    picture = decoded(frames[0], "MPO", save_all=True, append_images=frames[1:])
    assert picture.format == "JPEG"
    assert picture.pixels[8, 8, 0] > 240


def test_one_pixel_is_a_picture() -> None:
    assert decoded(Image.new("RGB", (1, 1), "red"), "PNG").pixels.tolist() == [[[255, 0, 0]]]


def test_shrinking_keeps_the_shape_and_never_enlarges() -> None:
    picture = decoded(Image.new("RGB", (600, 300), "red"), "PNG")
    small = shrink(picture, 100)
    assert (small.width, small.height) == (100, 50)
    assert small.pixels[25, 50].tolist() == [255, 0, 0]
    assert small.digest != picture.digest
    assert shrink(picture, 600) is picture
    assert shrink(picture, 9000) is picture
    thin = decoded(Image.new("RGB", (600, 1)), "PNG")
    assert shrink(thin, 10).pixels.shape == (1, 10, 3)


def test_the_limit_leaves_room_for_a_photograph_of_36_megapixels() -> None:
    assert PIXEL_LIMIT >= 7360 * 4912
    picture = decoded(Image.new("L", (7360, 4912), 90), "JPEG")
    assert picture.pixels.shape == (4912, 7360, 3)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "CMYK", "L", "P"])
def test_tall_pictures_are_converted_strip_by_strip_without_a_seam(mode: str) -> None:
    rows = np.linspace(0, 255, 700).astype(np.uint8)
    tall = np.repeat(np.repeat(rows[:, np.newaxis, np.newaxis], 5, axis=1), 3, axis=2)
    image = Image.fromarray(tall).convert(mode)
    pixels, _ = to_rgb(image)
    np.testing.assert_array_equal(pixels, np.asarray(image.convert("RGB")))
    sixteen, notes = to_rgb(Image.fromarray(tall[..., 0].astype(np.uint16) * 257))
    np.testing.assert_array_equal(sixteen, tall)
    assert notes == ("16_bit",)
    # The range of a float picture is that of the whole, not of a strip.
    floats, notes = to_rgb(Image.fromarray(tall[..., 0].astype(np.float32) * 1000))
    np.testing.assert_array_equal(floats, tall)
    assert notes == ("stretched",)


def test_pictures_can_be_decoded_in_many_threads_at_once() -> None:
    data = encoded(Image.fromarray(COLOURS), "PNG")
    with ThreadPoolExecutor(8) as pool:
        pictures = list(pool.map(lambda _: decode_image(data), range(64)))
    assert all(np.array_equal(picture.pixels, COLOURS) for picture in pictures)
