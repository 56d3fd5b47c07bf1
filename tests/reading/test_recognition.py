"""Recognition reads drawn pages whichever way they lie, in reading order, with the wheel's own weights."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from models.judgement.places import box_of
from models.recognition.engine import Recogniser
from models.recognition.look_alikes import look_alikes, mended
from models.recognition.order import reading_order
from models.recognition.turning import on_its_head, turned
from models.recognition.weights import INSTALLED, RecogniserIncomplete, verified
from models.sheets import Sheet
from tests.reading.drawn_pages import FONT, TAIWAN, Word, page, skewed

WORDS: list[Word] = [
    (60, 40, "用水繳費通知單"),
    (60, 120, "用戶編號"),
    (330, 120, "K-22-020975-0"),
    (60, 190, "計費期間"),
    (330, 190, "113/08/28至113/10/28"),
    (60, 260, "本期用水度數"),
    (330, 260, "1,357"),
    (60, 330, "應繳總金額"),
    (330, 330, "28,946元"),
    (60, 400, "營業稅額"),
    (330, 400, "1,378"),
]
TEXTS = [text for _, _, text in WORDS]


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser()


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_page_is_read_whichever_way_it_lies(recogniser: Recogniser, degrees: int) -> None:
    drawn = page(WORDS, 800, 480)
    read = recogniser.read(turned(drawn, degrees))
    assert (read.turned + degrees) % 360 == 0
    assert (read.width, read.height) == (800, 480)
    assert [line.text for line in read.lines] == TEXTS
    for line, (left, top, _) in zip(read.lines, WORDS, strict=True):
        assert len(line.scores) == len(line.text)
        assert line.score == pytest.approx(np.mean(line.scores), abs=1e-4)
        assert line.quad[0] == pytest.approx((left, top + 8), abs=14)
        assert line.quad[2][0] > line.quad[0][0]
        assert line.quad[2][1] > line.quad[0][1]


@pytest.mark.parametrize("gap", ["", "　　", "****"])
def test_a_part_of_a_line_has_its_box_where_it_was_seen(recogniser: Recogniser, gap: str) -> None:
    """Wide spaces and narrow signs before a sum move it away from where widths of characters tell."""
    font = ImageFont.truetype(FONT, 28, TAIWAN)
    read = recogniser.read(page([(60, 40, f"總計{gap}12,500元")], 600, 120))
    (line,) = [one for one in read.lines if "12,500" in one.text]
    start = line.text.index("12,500")
    box = box_of(Sheet((line,), read.width, read.height), 0, start, start + 6)
    left = 60 + font.getlength(f"總計{gap}")
    assert box[0] * read.width == pytest.approx(left, abs=12)
    assert box[2] * read.width == pytest.approx(left + font.getlength("12,500"), abs=12)


@pytest.mark.parametrize("degrees", [-12, 7])
def test_a_skewed_page_is_read_row_by_row(recogniser: Recogniser, degrees: float) -> None:
    read = recogniser.read(skewed(page(WORDS, 800, 480), degrees))
    assert read.turned == 0
    assert [line.text for line in read.lines] == TEXTS
    (left, top), (right, beside), *_ = read.lines[0].quad
    assert np.rad2deg(np.arctan2(beside - top, right - left)) == pytest.approx(degrees, abs=2)


@pytest.mark.parametrize("shape", [(1, 1), (40, 3000), (600, 800)])
def test_a_picture_without_text_has_no_lines(recogniser: Recogniser, shape: tuple[int, int]) -> None:
    blank = np.full((*shape, 3), 230, np.uint8)
    read = recogniser.read(blank)
    assert (read.lines, read.height, read.width) == ((), *shape)


def test_a_long_receipt_keeps_its_width(recogniser: Recogniser) -> None:
    words: list[Word] = [(20, 20 + 40 * number, f"品名{number:03d}") for number in range(100)]
    words += [(260, 20 + 40 * number, f"{number * 37 + 11}") for number in range(100)]
    read = recogniser.read(page(words, 400, 4060, size=20))
    assert {text for _, _, text in words} - {line.text for line in read.lines} == set()


def test_the_version_names_the_weights(recogniser: Recogniser) -> None:
    assert "PP-OCRv6" in recogniser.version


def test_a_missing_weight_is_told_and_not_fetched(tmp_path: Path) -> None:
    with pytest.raises(RecogniserIncomplete, match=r"不存在.*missing") as told:
        Recogniser(folder=tmp_path)
    assert told.value.path.parent == tmp_path
    assert list(tmp_path.iterdir()) == []


def test_a_changed_weight_is_refused(tmp_path: Path) -> None:
    for path in INSTALLED.glob("*.onnx"):
        shutil.copy(path, tmp_path)
    assert verified(tmp_path).recognition.parent == tmp_path
    changed = verified(tmp_path).direction
    changed.write_bytes(changed.read_bytes()[:-1] + b"\0")
    with pytest.raises(RecogniserIncomplete, match="different"):
        Recogniser(folder=tmp_path)


def test_look_alikes_become_what_taiwan_prints() -> None:
    assert mended("应缴总金额１,２98元 单价 离峰 销售额") == "應繳總金額１,２98元 單價 離峰 銷售額"
    assert mended("台北市里長余后") == "台北市里長余后"


def test_what_is_meant_is_printable_in_taiwan_and_never_mended_again() -> None:
    meant = look_alikes().values()
    assert all(text.encode("big5") for text in meant)
    assert all(mended(text) == text for text in meant)


@given(st.text())
def test_mending_keeps_every_place(text: str) -> None:
    assert len(mended(text)) == len(text)


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), max_size=20), st.integers(-10, 10))
def test_the_order_has_every_line_once(places: list[tuple[int, int]], degrees: int) -> None:
    corners = np.array([[(x, y), (x + 90, y), (x + 90, y + 20), (x, y + 20)] for x, y in places], np.float32)
    turning = np.deg2rad(degrees)
    matrix = np.array([[np.cos(turning), np.sin(turning)], [-np.sin(turning), np.cos(turning)]], np.float32)
    assert sorted(reading_order(corners.reshape(-1, 4, 2) @ matrix)) == list(range(len(places)))


def test_a_page_turned_twice_is_as_it_was() -> None:
    corners = np.array([[(10, 20), (90, 22), (89, 44), (9, 42)]], np.float32)
    assert np.array_equal(on_its_head(on_its_head(corners, 300, 200), 300, 200), corners)
