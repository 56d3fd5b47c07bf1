"""The network's own promises: places, encoding, decoding, and that it learns."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.checkup.reading import BillKind
from models.labels import Label, Span
from models.network.decoding import spans
from models.network.encoding import CLASSES, GAP, LONGEST_LINE, MOST_LINES, batch_of, begin, encode
from models.network.layers import DepthwiseSpread, Network, Sizes
from models.network.places import NO_LINE, places
from models.network.understanding import Understanding
from models.network.vocabulary import UNKNOWN, Vocabulary, vocabulary_of
from models.network.weights import Trained, load, save
from models.sheets import Quad, Sheet, TextLine

VOCABULARY = vocabulary_of(["電號用電度數應繳總金額元"], at_least=1)
SMALL = Sizes(len(VOCABULARY), width=32, hidden=64, layers=1, heads=4)


def level(x: float, y: float, width: float, height: float = 20) -> Quad:
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def turned(quad: Quad, degrees: float) -> Quad:
    angle = np.deg2rad(degrees)
    turning = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    a, b, c, d = (tuple(float(value) for value in turning @ np.array(point)) for point in quad)
    return (a, b, c, d)  # type: ignore[return-value]


FORM = [
    TextLine("電號", level(0, 0, 40)),
    TextLine("01234567890", level(60, 0, 120)),
    TextLine("應繳總金額", level(300, 0, 100)),
    TextLine("2298", level(310, 40, 60)),
    TextLine("2299", level(310, 80, 60)),
]


@pytest.mark.parametrize("degrees", [0, 6, -9])
def test_labels_to_the_left_and_above_are_found_however_the_page_lies(degrees: float) -> None:
    lines = [TextLine(line.text, turned(line.quad, degrees)) for line in FORM]
    left, left_words, above, above_words, right, below = places(lines).neighbours.T
    assert left[1] == left_words[1] == 0
    assert above[3] == above_words[3] == 2
    assert (above[4], above_words[4]) == (3, 2)
    assert (right[0], right[1], below[2], below[3]) == (1, 2, 3, 4)
    assert left[0] == above[0] == below[4] == NO_LINE


@settings(max_examples=30, deadline=None)
@given(st.floats(-12, 12), st.floats(0.3, 4), st.floats(-500, 500))
def test_places_do_not_depend_on_where_and_how_large(degrees: float, scale: float, shift: float) -> None:
    moved = [
        TextLine(line.text, turned(tuple((x * scale + shift, y * scale) for x, y in line.quad), degrees))  # type: ignore[arg-type]
        for line in FORM
    ]
    assert np.abs(places(moved).boxes - places(FORM).boxes).max() <= 60
    assert (places(moved).neighbours == places(FORM).neighbours).all()


def test_full_width_counts_as_half_and_a_strange_character_as_unknown() -> None:
    assert VOCABULARY.number("９") == VOCABULARY.number("9") != UNKNOWN
    assert VOCABULARY.number("髻") == UNKNOWN


def test_a_line_is_read_for_itself_until_lines_see_each_other() -> None:
    network = Network(SMALL).eval()
    alone, together = (batch_of([encode(lines, VOCABULARY)]) for lines in (FORM[:1], FORM[:2]))  # type: ignore[list-item]
    with torch.inference_mode():
        first, _ = network._read(alone)
        both, _ = network._read(together)
    size = GAP + len(FORM[0].text)
    assert torch.allclose(first[:size], both[:size], atol=1e-6)


def test_a_sheet_is_understood_alike_alone_and_among_others() -> None:
    network = Network(SMALL).eval()
    sheets = [encode(FORM, VOCABULARY), encode(FORM[:2], VOCABULARY), encode(FORM * 3, VOCABULARY)]
    with torch.inference_mode():
        labels, kinds = network(batch_of(sheets))  # type: ignore[arg-type]
        alone, kind = network(batch_of(sheets[:1]))  # type: ignore[arg-type]
    size = len(alone) - GAP
    assert torch.allclose(labels[:size], alone[:size], atol=1e-4)
    assert torch.allclose(kinds[0], kind[0], atol=1e-4)


def test_a_sheet_without_text_is_not_encoded() -> None:
    assert encode([], VOCABULARY) is encode([TextLine("  ", level(0, 0, 10))], VOCABULARY) is None


def classes_of(text: str, stretches: list[tuple[int, int, Label]]) -> np.ndarray:
    row = np.zeros((len(text), CLASSES), np.float32)
    wanted = np.zeros(len(text), int)
    for start, end, label in stretches:
        wanted[start:end] = begin(label) + 1
        wanted[start] = begin(label)
    row[np.arange(len(text)), wanted] = 1
    return row


def decoded(text: str, stretches: list[tuple[int, int, Label]]) -> list[Span]:
    gap = np.zeros((GAP, CLASSES), np.float32)
    return list(spans(np.concatenate([gap, classes_of(text, stretches), gap]), [7], [text]))


def test_what_is_left_out_of_a_sheet_is_counted() -> None:
    understanding = Understanding(Trained(Network(SMALL).eval(), VOCABULARY, "untaught"))

    def unread(*texts: str) -> int:
        lines = (TextLine(text, level(0, 30 * number, 60)) for number, text in enumerate(texts))
        return understanding.understand(Sheet(tuple(lines), 1000, 1400)).unread

    assert unread(*["度 931"] * MOST_LINES, *[" "] * 9) == 0
    assert unread(*["度 931"] * (MOST_LINES + 3)) == 3
    assert unread("度 931", "度" * (LONGEST_LINE + 9)) == 0
    assert unread("度 931", "度" * LONGEST_LINE + "9") == 1


def test_what_is_labelled_comes_back() -> None:
    text = "113/08/28至113/10/28"
    asked = [(0, 9, Label.PERIOD_START), (10, 19, Label.PERIOD_END)]
    assert decoded(text, asked) == [Span(label, 7, start, end) for start, end, label in asked]


def test_a_separator_alone_does_not_end_a_value_but_two_values_stay_apart() -> None:
    text = "2,298 71"
    row = classes_of(text, [(0, 5, Label.TOTAL_AMOUNT), (6, 8, Label.TOTAL_AMOUNT)])
    row[1] = 0
    row[1, 0] = 1
    gap = np.zeros((GAP, CLASSES), np.float32)
    found = list(spans(np.concatenate([gap, row, gap]), [0], [text]))
    assert [(span.start, span.end) for span in found] == [(0, 5), (6, 8)]


def test_it_learns_where_a_value_stands(tmp_path: object) -> None:
    torch.manual_seed(1)
    network = Network(SMALL)
    wanted = [np.zeros(len(line.text), np.int64) for line in FORM]
    wanted[1][:] = begin(Label.ACCOUNT_NO) + 1
    wanted[1][0] = begin(Label.ACCOUNT_NO)
    wanted[3][:] = begin(Label.TOTAL_AMOUNT) + 1
    wanted[3][0] = begin(Label.TOTAL_AMOUNT)
    batch = batch_of([encode(FORM, VOCABULARY, wanted, BillKind.ELECTRICITY)])  # type: ignore[list-item]
    optimizer = torch.optim.AdamW(network.parameters(), 3e-3)
    for _ in range(60):
        labels, kinds = network(batch)
        loss = torch.nn.functional.cross_entropy(labels, batch.targets, ignore_index=-100)
        loss = loss + torch.nn.functional.cross_entropy(kinds, batch.kinds)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    network.eval()
    labels, kinds = network(batch)
    told = batch.targets >= 0
    assert (labels.argmax(-1)[told] == batch.targets[told]).float().mean() > 0.95
    assert kinds.argmax(-1).item() == batch.kinds.item()


def test_weights_come_back_with_their_vocabulary(tmp_path) -> None:  # type: ignore[no-untyped-def]
    network = Network(SMALL).eval()
    checksum = save(tmp_path / "some.safetensors", network, VOCABULARY, {"name": "some"})
    stored = load(tmp_path / "some.safetensors")
    assert stored.vocabulary.characters == VOCABULARY.characters
    assert stored.version == f"some-{checksum[:12]}"
    batch = batch_of([encode(FORM, Vocabulary(stored.vocabulary.characters))])  # type: ignore[list-item]
    with torch.inference_mode():
        assert torch.allclose(stored.network(batch)[1], network(batch)[1], atol=1e-2)


def test_a_number_has_one_label_though_its_ends_are_doubtful() -> None:
    text = "16.23元/度"
    row = classes_of(text, [(0, 5, Label.UNIT_PRICE)])
    price = begin(Label.UNIT_PRICE)
    row[0, [0, price]] = 0.55, 0.45
    row[4, [0, price + 1]] = 0.55, 0.45
    gap = np.zeros((GAP, CLASSES), np.float32)
    (found,) = spans(np.concatenate([gap, row, gap]), [0], [text])
    assert (found.start, found.end, found.label) == (0, 5, Label.UNIT_PRICE)
    assert found.probability == pytest.approx(0.45)


def test_sums_of_shifted_rows_are_the_convolution_forth_and_back() -> None:
    torch.manual_seed(3)
    convolution = torch.nn.Conv1d(6, 6, 5, padding=2, groups=6, bias=False).double()
    row = torch.randn(11, 6, dtype=torch.double, requires_grad=True)
    taps = convolution.weight[:, 0].T.detach().clone().requires_grad_()
    assert torch.allclose(DepthwiseSpread.apply(row, taps), convolution(row.T[None])[0].T)
    assert torch.autograd.gradcheck(DepthwiseSpread.apply, (row, taps))
