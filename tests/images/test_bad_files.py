"""Files that are no pictures, not any more, or meant to hurt: one clear error each."""

from __future__ import annotations

import functools
import io
import random
import struct
import time
import tracemalloc
import warnings
import zipfile
import zlib

import numpy as np
import pytest
from PIL import Image

from lib.errors import ImageError
from lib.images import decode
from lib.images.decode import BYTE_LIMIT, Picture, decode_image

NOISE = np.random.default_rng(3).integers(0, 256, (40, 50, 3), dtype=np.uint8)
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def encoded(kind: str, image: Image.Image | None = None, **options: object) -> bytes:
    buffer = io.BytesIO()
    (image or Image.fromarray(NOISE)).save(buffer, kind, **options)
    return buffer.getvalue()


def refusal(data: bytes, name: str = "flower.jpg") -> ImageError:
    with pytest.raises(ImageError) as raised:
        decode_image(data, name=name)
    assert raised.value.facts["name"] == name
    return raised.value


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))


def png_header(width: int, height: int) -> bytes:
    return png_chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0))


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "a")
    return buffer.getvalue()


NOT_PICTURES = {
    "text": b"just some words\n" * 20,
    "html": b"<!doctype html><title>404</title>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    "pdf": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj",
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "zip": zipped(),
    "zeros": bytes(5000),
    "heic": b"\0\0\0\x18ftypheic" + bytes(200),
    "riff": b"RIFF\x10\0\0\0WAVEfmt " + bytes(40),
    "one byte": b"\xff",
    "allowed elsewhere": encoded("PPM"),
    "icon": encoded("ICO"),
    "letters BM": b"BMW made this car" * 9,
    "jpeg 2000": encoded("JPEG2000"),
}


@pytest.mark.parametrize("kind", NOT_PICTURES)
def test_what_is_no_picture_is_named_so_whatever_it_is_called(kind: str) -> None:
    error = refusal(NOT_PICTURES[kind])
    assert error.key == "image.not_an_image"
    assert "JPEG" in str(error.facts["allowed"])


def test_an_empty_file_is_called_empty() -> None:
    assert refusal(b"").key == "image.empty"


def test_a_file_over_the_byte_limit_is_refused_with_the_limit() -> None:
    error = refusal(b"\xff\xd8\xff" + bytes(BYTE_LIMIT))
    assert error.key == "image.too_large_bytes"
    assert error.facts["allowed"] == 32


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "BMP", "WebP", "TIFF"])
def test_a_file_cut_short_anywhere_is_damaged(kind: str) -> None:
    whole = encoded(kind)
    assert decode_image(whole).width == 50
    # TIFF keeps its table of tags behind the pixels; BMP may lack padding at its very end.
    for kept in (0.03, 0.2, 0.5, 0.9):
        assert refusal(whole[: int(len(whole) * kept)]).key == "image.damaged"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "BMP", "WebP", "TIFF"])
def test_a_signature_with_nothing_or_rubbish_behind_is_damaged(kind: str) -> None:
    start = encoded(kind)[:18]
    assert refusal(start).key == "image.damaged"
    assert refusal(start + bytes(400)).key == "image.damaged"
    for rubbish in (b"\xff" * 400, random.Random(kind).randbytes(4000)):  # may announce any size
        assert refusal(start + rubbish).key in ("image.damaged", "image.too_many_pixels")


def test_a_wrong_checksum_in_a_png_is_damage() -> None:
    data = bytearray(encoded("PNG"))
    data[-16] ^= 1  # the last byte of the pixels' checksum
    assert refusal(bytes(data)).key == "image.damaged"


@pytest.mark.parametrize(("width", "height"), [(100_000, 100_000), (7000, 7000), (20_000, 1)])
def test_too_many_pixels_are_refused_from_the_header_without_decoding(
    width: int, height: int
) -> None:
    gif = b"GIF89a" + struct.pack("<HHBBB", min(width, 65535), min(height, 65535), 0, 0, 0)
    gif += b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x4c\x01\0;"
    frame = struct.pack(">BHHB", 8, min(height, 65535), min(width, 65535), 3)
    jpeg = b"\xff\xd8\xff\xc0\0\x11" + frame + bytes(9) + b"\xff\xda\0\x02\xff\xd9"
    bmp = b"BM" + bytes(12) + struct.pack("<LllHHLLllLL", 40, width, -height, 1, 24, *[0] * 6)
    vp8x = bytes(4) + struct.pack("<L", width - 1)[:3] + struct.pack("<L", height - 1)[:3]
    webp = b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0" + vp8x
    tags = struct.pack("<H", 2) + struct.pack("<HHLLHHLL", 256, 4, 1, width, 257, 4, 1, height)
    tiff = b"II*\0\x08\0\0\0" + tags + bytes(4)
    png = PNG_SIGNATURE + png_header(width, height)
    png += png_chunk(b"IDAT", zlib.compress(bytes(1000))) + png_chunk(b"IEND", b"")
    for data in (png, gif, jpeg, bmp, webp, tiff):
        error = refusal(data)
        assert error.key == "image.too_many_pixels"
        assert error.facts["allowed_megapixels"] == 40


@functools.cache
def bombs() -> dict[str, bytes]:
    """Small files with metadata that unpack to hundreds of megabytes, or nearly never end."""
    zeros = zlib.compress(bytes(100_000_000), 9)
    picture = encoded("PNG")
    header, rest = picture[:33], picture[33:]
    entries = b"".join(struct.pack("<HHLL", 1000 + n, 7, 55_000, 8) for n in range(5000))
    exif = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", 5000) + entries + bytes(4)
    comments = b"!\xfe" + (b"\xff" + bytes(255)) * 20_000 + b"\0"
    gif = encoded("GIF")
    return {
        "png text": header + 9 * png_chunk(b"zTXt", b"Comment\0\0" + zeros) + rest,
        "png international text": header + png_chunk(b"iTXt", b"a\0\1\0\0\0" + zeros) + rest,
        "png colour profile": header + png_chunk(b"iCCP", b"profile\0\0" + zeros) + rest,
        "png exif": header + png_chunk(b"eXIf", exif[6:] * 20) + rest,
        "jpeg exif": encoded("JPEG", exif=exif),
        "jpeg profile": encoded("JPEG", icc_profile=bytes(5_000_000)),
        "gif comments": gif[:-1] + comments + b";",
        "gif early comments": gif[:781] + comments + gif[781:],
        "webp exif": encoded("WebP", exif=exif * 20),
    }


@pytest.mark.parametrize("kind", bombs())
def test_a_bomb_in_the_metadata_does_not_go_off(kind: str) -> None:
    data = bombs()[kind]
    tracemalloc.start()
    started = time.perf_counter()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            picture = decode_image(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert picture.pixels.shape == NOISE.shape
    assert peak < 3 * len(data) + 2_000_000
    assert time.perf_counter() - started < 3


def test_pages_that_follow_each_other_in_a_circle_are_not_followed() -> None:
    tiff = bytearray(encoded("TIFF"))
    (start,) = struct.unpack_from("<L", tiff, 4)
    (count,) = struct.unpack_from("<H", tiff, start)
    struct.pack_into("<L", tiff, start + 2 + 12 * count, start)
    assert decode_image(bytes(tiff)).notes == ("first_frame",)


def test_a_progressive_jpeg_of_endless_scans_is_refused() -> None:
    data = encoded("JPEG", progressive=True)
    first_scan = data.index(b"\xff\xda")
    second_scan = data.index(b"\xff\xda", first_scan + 1)
    assert decode_image(data).width == 50
    endless = data[:second_scan] + 400 * data[first_scan:second_scan] + data[second_scan:]
    assert refusal(endless).key == "image.damaged"


@pytest.mark.parametrize("failure", decode.DECODER_ERRORS)
def test_whatever_a_decoder_raises_becomes_one_error(
    failure: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(Image, "open", fail)
    assert refusal(encoded("PNG")).key == "image.damaged"


FUZZED = {
    "jpeg": encoded("JPEG"),
    "progressive": encoded("JPEG", progressive=True, exif=b"Exif\0\0II*\0\x08\0\0\0\0\0"),
    "cmyk": encoded("JPEG", Image.fromarray(NOISE).convert("CMYK")),
    "png": encoded("PNG"),
    "palette": encoded("PNG", Image.fromarray(NOISE).quantize(16), transparency=3),
    "gif": encoded("GIF"),
    "animation": encoded(
        "GIF",
        Image.fromarray(NOISE),
        save_all=True,
        append_images=[Image.new("RGB", (50, 40))],
    ),
    "bmp": encoded("BMP"),
    "webp": encoded("WebP"),
    "lossless": encoded("WebP", lossless=True),
    "tiff": encoded("TIFF"),
    "lzw": encoded("TIFF", compression="tiff_lzw"),
    "tiff jpeg": encoded("TIFF", compression="jpeg"),
}


def repaired(png: bytes) -> bytes:
    """The same chunks with checksums made right, so that the damage reaches the decoder."""
    parts, position = [png[:8]], 8
    while position + 12 <= len(png):
        (length,) = struct.unpack_from(">L", png, position)
        body = png[position + 8 : position + 8 + length]
        parts.append(png_chunk(png[position + 4 : position + 8], body))
        position += 12 + length
    return b"".join(parts)


def mutated(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    # Half of the damage goes where the headers are.
    reach = len(changed) if rng.random() < 0.5 else min(200, len(changed))
    for _ in range(rng.randint(1, 8)):
        changed[rng.randrange(reach)] = rng.choice((0, 1, 0x7F, 0x80, 0xFF, rng.randrange(256)))
    if rng.random() < 0.2:
        start = rng.randrange(len(changed))
        del changed[start : start + rng.randint(1, 50)]
    return bytes(changed)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", FUZZED)
def test_a_damaged_file_is_a_picture_or_an_image_error_and_never_anything_else(kind: str) -> None:
    rng = random.Random(kind)
    outcomes = {"picture": 0, "error": 0}
    started = time.perf_counter()
    for _ in range(60):
        data = mutated(FUZZED[kind], rng)
        if data.startswith(PNG_SIGNATURE):
            data = repaired(data)
        try:
            picture = decode_image(data)
        except ImageError as error:
            assert error.key.startswith("image.")
            outcomes["error"] += 1
        else:
            assert isinstance(picture, Picture)
            assert picture.pixels.dtype == np.uint8
            assert picture.pixels.shape[2:] == (3,)
            outcomes["picture"] += 1
    assert sum(outcomes.values()) == 60
    assert outcomes["error"] > 0
    assert time.perf_counter() - started < 20


def test_a_long_run_length_coded_bmp_is_refused_at_once() -> None:
    code = b"\0\1" * 1_000_000
    sizes = struct.pack("<LllHHLLllLL", 40, 5000, 5000, 1, 8, 1, len(code), 0, 0, 256, 0)
    data = b"BM" + struct.pack("<LLL", 1078 + len(code), 0, 1078) + sizes + bytes(1024) + code
    started = time.perf_counter()
    assert refusal(data).key == "image.damaged"
    assert time.perf_counter() - started < 1
