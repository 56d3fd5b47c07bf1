"""Pictures of every kind as upright RGB ones, reduced while they are unpacked."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, Final, cast

from PIL import Image, ImageOps

from models.ways_in.limits import Limits, PictureLimits, handed_size
from models.ways_in.refusals import NotReadable

_FORMATS: Final = ("JPEG", "PNG", "WEBP", "TIFF")
_STARTS: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_HEIC_BRANDS: Final = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"))
_ORIENTATION: Final = 0x0112
_SUBFILE_KIND, _REDUCED_COPY = 254, 1
_STRIP_ROWS: Final = 256
_WHITE: Final = (255, 255, 255, 255)
_TRANSPARENT: Final = frozenset(("RGBA", "RGBa", "LA", "La", "PA"))

Colouring = Callable[[Image.Image], Image.Image]

# Ours are counted before anything is unpacked, and refused in words; Pillow's limit is below them.
Image.MAX_IMAGE_PIXELS = None


def load_formats() -> None:
    """What unpacks pictures is loaded, as far as it is installed."""
    Image.init()
    with suppress(ImportError):
        import pillow_heif  # type: ignore[import-not-found,unused-ignore]  # noqa: F401


def pictures(file: BinaryIO, limits: Limits) -> Iterator[Image.Image]:
    """Each page of a TIFF, the first frame of anything else; NotReadable."""
    start = file.read(12)
    file.seek(0)
    if not (_is_heic(start) or _is_webp(start) or start.startswith(_STARTS)):
        raise NotReadable("not_a_picture")
    with _damage_told():
        picture = _opened_heic(file) if _is_heic(start) else Image.open(file, formats=_FORMATS)
        for page in range(_count_pages(picture, limits.file.pages)):
            if page > 0:
                picture.seek(page)
            if page == 0 or not _is_reduced_copy(picture):
                yield _upright(picture, limits.picture)


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except (NotReadable, MemoryError):
        raise
    # Decoders raise whatever they come upon in damaged bytes: struct.error, SyntaxError, KeyError and more.
    except Exception:
        raise NotReadable("picture_truncated") from None


def _is_heic(start: bytes) -> bool:
    return start[4:8] == b"ftyp" and start[8:12] in _HEIC_BRANDS


def _is_webp(start: bytes) -> bool:
    return start[:4] == b"RIFF" and start[8:12] == b"WEBP"


def _opened_heic(file: BinaryIO) -> Image.Image:
    try:
        import pillow_heif  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        raise NotReadable("heic_not_installed", package="pillow-heif") from None
    pillow_heif.register_heif_opener(thumbnails=False)
    return Image.open(file, formats=("HEIF",))


def _count_pages(picture: Image.Image, most: int) -> int:
    """Only a TIFF's frames are pages: those of other kinds move, or are copies of one photograph."""
    if picture.format != "TIFF":
        return 1
    count = 1
    try:
        while count <= most:
            picture.seek(count)
            count += 1
    except EOFError:
        picture.seek(0)
        return count
    raise NotReadable("too_many_pages", pages=f"> {most}", limit=most)


def _is_reduced_copy(picture: Image.Image) -> bool:
    tags = getattr(picture, "tag_v2", {})
    return bool(tags.get(_SUBFILE_KIND, 0) & _REDUCED_COPY)


def _upright(picture: Image.Image, limits: PictureLimits) -> Image.Image:
    if picture.width * picture.height > limits.pixels:
        raise NotReadable("too_many_pixels", width=picture.width, height=picture.height, limit=limits.pixels)
    # A JPEG is unpacked at a half, quarter or eighth, as long as that is no less than what is handed on.
    picture.draft(None, handed_size(*picture.size, limits))
    picture.load()
    turned = _orientation(picture)
    reduced = _reduced(picture, handed_size(*picture.size, limits))
    reduced.getexif()[_ORIENTATION] = turned
    return ImageOps.exif_transpose(reduced)


def _orientation(picture: Image.Image) -> int:
    try:
        return int(picture.getexif().get(_ORIENTATION, 1))
    # A photograph with damaged notes about itself is still a photograph.
    except Exception:
        return 1


def _reduced(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Strip by strip, so that no second copy of all pixels is made."""
    factor = max(1, min(picture.width // size[0], picture.height // size[1]))
    rows, coloured = factor * _STRIP_ROWS, _colouring(picture)
    whole = Image.new("RGB", (math.ceil(picture.width / factor), math.ceil(picture.height / factor)))
    for top in range(0, picture.height, rows):
        strip = picture.crop((0, top, picture.width, min(top + rows, picture.height)))
        whole.paste(coloured(strip).reduce(factor), (0, top // factor))
    return whole if whole.size == size else whole.resize(size, Image.Resampling.LANCZOS)


def _colouring(picture: Image.Image) -> Colouring:
    """How this picture's mode becomes RGB; transparent is white, as paper is."""
    if picture.mode in ("I", "F") or picture.mode.startswith("I;16"):
        return _greying(picture)
    if picture.mode in _TRANSPARENT or "transparency" in picture.info:
        return _on_white
    if picture.mode == "LAB":
        return lambda strip: strip.getchannel("L").convert("RGB")
    return lambda strip: strip.convert("RGB")


def _greying(picture: Image.Image) -> Colouring:
    """Deep greys from zero (or their darkest) to their brightest: scanners differ in what they fill."""
    low, high = (float(cast(float, bound)) for bound in picture.getextrema())
    low = low if picture.mode == "F" else min(low, 0.0)
    scale = 255 / (high - low) if high > low else 1.0
    if not (math.isfinite(scale) and math.isfinite(low)):
        raise NotReadable("picture_truncated")
    deep = "F" if picture.mode == "F" else "I"
    return lambda strip: strip.convert(deep).point(lambda tone: tone * scale - low * scale).convert("RGB")


def _on_white(strip: Image.Image) -> Image.Image:
    layer = strip.convert("RGBA")
    paper = Image.new("RGBA", layer.size, _WHITE)
    return Image.alpha_composite(paper, layer).convert("RGB")
