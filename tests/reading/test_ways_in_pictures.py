"""Pictures of every kind become upright RGB pages of bounded size, or are refused by name."""

import importlib.util
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from models.ways_in.limits import LIMITS, handed_size
from models.ways_in.opening import NotReadable, Page, open_pages
from tests.reading.made_files import BLUE, RED, SIZE, saved, scene, turned

WHITE = (255, 255, 255)
HAS_HEIC = importlib.util.find_spec("pillow_heif") is not None
REAL_BILLS = os.environ.get("TANJIAN_REAL_BILLS")


def refused(content: bytes | Path) -> str:
    with pytest.raises(NotReadable) as caught:
        list(open_pages(content))
    return caught.value.code


def only(content: bytes) -> Page:
    [page] = open_pages(content)
    assert page.picture is not None
    assert page.picture.shape == (page.height, page.width, 3)
    assert page.picture.dtype == np.uint8
    return page


def quarters(page: Page) -> list[tuple[int, ...]]:
    """Colours in the middles of the quarters: upper left and right, lower left and right."""
    assert page.picture is not None
    rows, columns = (page.height // 4, 3 * page.height // 4), (page.width // 4, 3 * page.width // 4)
    return [tuple(int(part) for part in page.picture[row, column]) for row in rows for column in columns]


def assert_scene(page: Page, within: int = 12) -> None:
    expected = np.array([RED, WHITE, WHITE, BLUE], dtype=int)
    assert np.abs(np.array(quarters(page)) - expected).max() <= within


@pytest.mark.parametrize(
    ("kind", "mode", "how"),
    [
        ("JPEG", "RGB", {"quality": 95}),
        ("JPEG", "RGB", {"quality": 95, "progressive": True}),
        ("PNG", "RGB", {}),
        ("PNG", "RGBA", {}),
        ("PNG", "P", {}),
        ("WEBP", "RGB", {"lossless": True}),
        ("TIFF", "RGB", {"compression": "tiff_lzw"}),
        ("TIFF", "RGB", {"compression": "jpeg"}),
        ("TIFF", "RGBA", {}),
        ("TIFF", "P", {"compression": "packbits"}),
    ],
)
def test_every_kind_keeps_its_colours(kind: str, mode: str, how: dict[str, object]) -> None:
    page = only(saved(scene().convert(mode, palette=Image.Palette.ADAPTIVE), kind, **how))
    assert (page.width, page.height, page.number, page.lines) == (*SIZE, 1, ())
    assert_scene(page)


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_printers_inks_become_the_colours_that_they_print(kind: str) -> None:
    assert_scene(only(saved(scene().convert("CMYK"), kind)), within=20)


@pytest.mark.skipif(not REAL_BILLS, reason="TANJIAN_REAL_BILLS names no folder")
def test_real_bills_are_mostly_paper() -> None:
    for path in sorted(Path(REAL_BILLS or "").glob("*")):
        for page in open_pages(path):
            assert page.picture is not None
            assert np.median(page.picture) > 150


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_stands_as_it_was_taken(orientation: int) -> None:
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    taken = scene() if orientation == 1 else scene().transpose(back[orientation])
    page = only(turned(taken, orientation))
    assert (page.width, page.height) == SIZE
    assert_scene(page)


def test_transparent_is_paper() -> None:
    clear = Image.new("RGBA", SIZE, (0, 0, 0, 0))
    clear.paste((10, 20, 30, 255), (0, 0, 120, 80))
    assert quarters(only(saved(clear, "PNG"))) == [(10, 20, 30), WHITE, WHITE, WHITE]
    marked = saved(scene().quantize(4), "PNG", transparency=0)
    assert len(set(quarters(only(marked)))) == 3


@pytest.mark.parametrize(
    ("kind", "brightest", "mode"),
    [("PNG", 65535, "I;16"), ("TIFF", 65535, "I;16"), ("TIFF", 4095, "I;16"), ("TIFF", 100_000, "I")],
)
def test_deep_greys_keep_their_order(kind: str, brightest: int, mode: str) -> None:
    ramp = np.linspace(0, brightest, SIZE[0]).astype(np.uint16 if mode == "I;16" else np.int32)
    page = only(saved(Image.fromarray(np.tile(ramp, (SIZE[1], 1))), kind))
    assert page.picture is not None
    row = page.picture[0, :, 0].astype(int)
    assert row[0] == 0
    assert row[-1] == 255
    assert np.abs(row - np.linspace(0, 255, SIZE[0])).max() <= 1.5


def test_black_on_white_of_one_bit_and_fractions() -> None:
    assert quarters(only(saved(scene().convert("1", dither=0), "TIFF", compression="group4")))[1] == WHITE
    real = Image.fromarray(np.linspace(-1, 1, SIZE[0] * SIZE[1], dtype=np.float32).reshape(SIZE[::-1]))
    page = only(saved(real, "TIFF"))
    assert page.picture is not None
    assert (page.picture[0, 0, 0], page.picture[-1, -1, 0]) == (0, 255)


def test_a_tiff_has_pages_and_what_moves_has_one() -> None:
    sheets = [scene(), scene((100, 300)), scene().rotate(180)]
    tiff = saved(sheets[0], "TIFF", save_all=True, append_images=sheets[1:])
    pages = list(open_pages(tiff))
    assert [(page.number, page.width, page.height) for page in pages] == [
        (1, *SIZE),
        (2, 100, 300),
        (3, *SIZE),
    ]
    assert quarters(pages[2])[3] == RED
    for kind in ("WEBP", "PNG", "MPO"):
        assert_scene(only(saved(scene(), kind, save_all=True, append_images=sheets[2:], lossless=True)))


def test_a_tiff_of_too_many_pages_is_refused_before_the_first() -> None:
    sheet = Image.new("1", (8, 8))
    tiff = saved(sheet, "TIFF", save_all=True, append_images=[sheet] * LIMITS.file.pages)
    with pytest.raises(NotReadable, match=f"limit of {LIMITS.file.pages}:") as caught:
        next(open_pages(tiff))
    assert caught.value.code == "too_many_pages"


@given(st.integers(1, 20_000), st.integers(1, 20_000))
def test_what_is_handed_on_is_bounded_and_of_one_shape(width: int, height: int) -> None:
    limits = LIMITS.picture
    across, down = handed_size(width, height, limits)
    assert (across, down) <= (width, height)
    assert max(across, down) <= limits.long_side or (
        min(across, down) <= limits.short_side and max(across, down) <= limits.slip_side
    )
    scale = max(across, down) / max(width, height)
    assert abs(min(across, down) - min(width, height) * scale) <= 1
    assert (across, down) == handed_size(down, across, limits)[::-1]


@pytest.mark.parametrize(
    ("size", "kind"), [((5200, 3100), "JPEG"), ((5200, 3100), "PNG"), ((900, 9000), "PNG")]
)
def test_a_large_picture_is_reduced_and_keeps_its_place(size: tuple[int, int], kind: str) -> None:
    page = only(saved(scene(size), kind))
    assert (page.width, page.height) == handed_size(*size, LIMITS.picture)
    assert_scene(page)


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(["JPEG", "MPO", "PNG", "WEBP", "TIFF"]), st.floats(0.05, 0.97), st.booleans())
def test_half_a_picture_is_none(kind: str, kept: float, progressive: bool) -> None:
    noise = np.random.default_rng(7).integers(0, 255, (90, 120, 3), dtype=np.uint8)
    whole = saved(Image.fromarray(noise), kind, progressive=progressive)
    assert refused(whole[: int(len(whole) * kept)]) == "picture_truncated"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"GIF89a" + bytes(50), "not_a_picture"),
        (b"RIFF\x10\0\0\0WAVEfmt ", "not_a_picture"),
        (b"PK\x03\x04" + bytes(50), "not_a_picture"),
        ("水費通知單".encode(), "not_a_picture"),
        (b"\xff", "not_a_picture"),
        (b"\xff\xd8\xff\xe0", "picture_truncated"),
        (b"\x89PNG\r\n\x1a\n", "picture_truncated"),
        (bytes(LIMITS.file.bytes + 1), "file_too_big"),
    ],
)
def test_what_is_no_picture_is_named(content: bytes, code: str) -> None:
    assert refused(content) == code


def test_a_file_is_known_by_its_content_and_read_from_its_path(tmp_path: Path) -> None:
    (tmp_path / "bill.pdf").write_bytes(saved(scene(), "PNG"))
    [page] = open_pages(tmp_path / "bill.pdf")
    assert_scene(page)
    (tmp_path / "empty.png").touch()
    assert refused(tmp_path / "empty.png") == "empty_file"


@pytest.mark.skipif(HAS_HEIC, reason="the optional package is installed")
def test_heic_without_its_package_says_what_to_do() -> None:
    with pytest.raises(NotReadable, match="pillow-heif") as caught:
        list(open_pages(b"\0\0\0\x18ftypheic" + bytes(80)))
    assert caught.value.code == "heic_not_installed"


@pytest.mark.skipif(not HAS_HEIC, reason="the optional package is not installed")
def test_heic_with_its_package_is_a_picture() -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    heic = saved(scene(), "HEIF", quality=90)
    assert_scene(only(heic), within=20)
    assert refused(heic[: len(heic) // 2]) == "picture_truncated"
