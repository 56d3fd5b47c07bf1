"""`tanjian read`: readings as JSON and as pictures with boxes, refusals that name the file's fault."""

import io
import json
from pathlib import Path
from random import Random

import cv2
import pytest
from PIL import Image

from models.generator.drawing import draw
from models.generator.levels import Level
from models.generator.sampling import sample_page
from tests.cli.conftest import Tanjian
from tests.reading.made_files import many_pages, saved, scene, typeset

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    random = Random(3)
    picture = draw(sample_page(random, ["form_bill"]), random, Level.SCAN).picture
    path = tmp_path / "bill.png"
    Image.fromarray(picture).save(path)
    return path


def test_each_value_has_its_confidence_its_place_and_its_source(
    tanjian: Tanjian, scan: Path, tmp_path: Path
) -> None:
    done = tanjian("read", scan, "--json", "--picture", tmp_path / "drawn", "--threads", "1")
    (file,) = json.loads(done.out)["files"]
    (document,) = file["documents"]
    assert done.code == 0
    assert document["fields"]
    for fields in (document["fields"], *document["rows"]):
        for name, field in fields.items():
            assert 0 <= field["confidence"] <= 1
            assert field["source"] in {"qr", "text", "ocr"}
            # A unit that only follows from the kind stands nowhere.
            assert field["box"] is not None or name == "unit"
            left, top, right, bottom = field["box"] or (0, 0, 1, 1)
            assert 0 <= left < right <= 1
            assert 0 <= top < bottom <= 1
    assert document["needs_person"] is bool(document["reasons"])
    width, height = Image.open(scan).size
    drawn = Image.open(tmp_path / "drawn" / "bill.png-1.png").size
    assert drawn == (width * max(1, -(-1000 // width)), height * max(1, -(-1000 // width)))


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(
    tanjian: Tanjian, scan: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "half.jpg"
    whole = io.BytesIO()
    Image.open(scan).convert("RGB").save(whole, "JPEG")
    broken.write_bytes(whole.getvalue()[:4000])
    done = tanjian("read", broken, scan, "--json", "--threads", "1")
    assert str(broken) in done.err
    first, second = json.loads(done.out)["files"]
    assert done.code == 2
    assert first["refused"] == "picture_truncated"
    assert first["documents"] == []
    assert second["documents"]


def test_pictures_of_files_of_one_name_lie_beside_each_other(tanjian: Tanjian, tmp_path: Path) -> None:
    files = [tmp_path / "a" / "bill.pdf", tmp_path / "b" / "bill.pdf", tmp_path / "b" / "bill.png"]
    contents = [many_pages(2), typeset("Another receipt of one page."), saved(scene(), "PNG")]
    for file, content in zip(files, contents, strict=True):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
    drawn = tmp_path / "drawn"
    assert tanjian("read", *files, "--picture", drawn, "--threads", "1").code == 0
    names = {"bill.pdf-1.png", "bill.pdf-2.png", "bill (2).pdf-1.png", "bill.png-1.png"}
    assert {path.name for path in drawn.iterdir()} == names


def test_what_cannot_be_is_refused_before_anything_is_read(tanjian: Tanjian, tmp_path: Path) -> None:
    (tmp_path / "bill.pdf").write_bytes(many_pages(1))
    (tmp_path / "a_file").write_text("kept")
    for wrong in (
        [tmp_path],
        [tmp_path / "bill.pdf", tmp_path],
        [tmp_path / "bill.pdf", "--threads", "-1"],
        [tmp_path / "bill.pdf", "--threads", "9999"],
        [tmp_path / "bill.pdf", "--picture", tmp_path / "a_file"],
        [tmp_path / "bill.pdf", "--picture", tmp_path / "a_file" / "folder"],
    ):
        done = tanjian("read", *wrong)
        assert (done.code, done.out) == (2, "")
        assert "未預期" not in done.err
    assert (tmp_path / "a_file").read_text() == "kept"


def test_pages_before_a_refusal_leave_no_picture(tanjian: Tanjian, tmp_path: Path) -> None:
    wide = typeset("A receipt of one page.\n#set page(width: 20000pt)\nA page as wide as a street.")
    (tmp_path / "wide.pdf").write_bytes(wide)
    done = tanjian("read", tmp_path / "wide.pdf", "--picture", tmp_path / "drawn", "--threads", "1")
    assert done.code == 2
    assert list((tmp_path / "drawn").iterdir()) == []


def test_all_that_computes_keeps_to_its_threads(tanjian: Tanjian, tmp_path: Path) -> None:
    (tmp_path / "bill.pdf").write_bytes(many_pages(1))
    assert tanjian("read", tmp_path / "bill.pdf", "--threads", "1").code == 0
    assert cv2.getNumThreads() == 1
