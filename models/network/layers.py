"""The network: characters to lines, lines over the sheet, and back to characters.

A line's vector is made of its characters by gated convolutions, and joined with those of the lines around it
and of its row's and column's. LayoutLMv3's encoder then lets all lines of the sheet see each other, and they
are joined once more.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.autograd.function import FunctionCtx
from torch.nn.functional import pad
from transformers import LayoutLMv3Config, LayoutLMv3Model

from models.network.encoding import CLASSES, GAP, KINDS, Batch
from models.network.places import GRID, LINE_FEATURES, NAMING, NEIGHBOURS
from models.network.vocabulary import PADDING, CharacterClass


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large the network is; stored with its weights."""

    characters: int
    width: int = 128
    hidden: int = 256
    layers: int = 4
    heads: int = 8
    convolutions: int = 3


class DepthwiseSpread(torch.autograd.Function):
    """Five taps along the first axis, each channel by itself: (t, width) by (5, width) to (t, width).

    As sums of shifted rows it takes half the time of the general convolution, forth and back.
    """

    @staticmethod
    def forward(ctx: FunctionCtx, row: Tensor, taps: Tensor) -> Tensor:
        ctx.save_for_backward(row, taps)
        return _spread(row, taps)

    @staticmethod
    def backward(ctx: FunctionCtx, *gradients: Tensor) -> tuple[Tensor, Tensor]:
        row, taps = ctx.saved_tensors  # type: ignore[attr-defined]
        (gradient,) = gradients
        wide = pad(row, (0, 0, GAP, GAP))
        of_taps = [(gradient * wide[place : place + len(row)]).sum(0) for place in range(len(taps))]
        return _spread(gradient, taps.flip(0)), torch.stack(of_taps)


def _spread(row: Tensor, taps: Tensor) -> Tensor:
    wide = pad(row, (0, 0, GAP, GAP))
    summed = wide[: len(row)] * taps[0]
    for place in range(1, len(taps)):
        summed.addcmul_(wide[place : place + len(row)], taps[place])
    return summed


class GatedConvolution(nn.Module):
    """A depth-wise convolution of five characters with a gate, and its input added."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.spread = nn.Conv1d(width, width, 5, padding=2, groups=width)
        self.mix = nn.Linear(width, 2 * width)

    def forward(self, row: Tensor, is_text: Tensor) -> Tensor:
        """(t, width) to the same; gaps stay zero, so that lines stay apart."""
        inner = self.norm(row) * is_text
        taps = self.spread.weight[:, 0].T.to(inner.dtype)
        spread = DepthwiseSpread.apply(inner, taps) + self.spread.bias  # type: ignore[no-untyped-call]
        value, gate = self.mix(spread).chunk(2, dim=-1)
        mixed: Tensor = (row + value * torch.sigmoid(gate)) * is_text
        return mixed


class Joining(nn.Module):
    """A line with its neighbours, and with the mean of all lines that have its label to their left, or above:
    without it the cells of one column are told one by one, and differently."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        known = 1 + NEIGHBOURS + len(NAMING)
        self.no_line = nn.Parameter(torch.zeros(1, hidden))
        self.mix = nn.Sequential(nn.Linear(known * hidden, hidden), nn.GELU(), nn.Linear(hidden, hidden))

    def forward(self, lines: Tensor, neighbours: Tensor) -> Tensor:
        """(n, hidden) to the same."""
        with_none = torch.cat([lines, self.no_line.to(lines.dtype)])
        fellows = [self._mean(lines, neighbours[:, label]) for label in NAMING]
        known = torch.cat([lines, with_none[neighbours].flatten(1), *fellows], -1)
        joined: Tensor = lines + self.mix(known)
        return joined

    def _mean(self, lines: Tensor, label: Tensor) -> Tensor:
        """Of all lines with the same label, for each of them."""
        count, lines = len(lines), lines.float()
        summed = lines.new_zeros(count + 1, lines.shape[-1]).index_add(0, label, lines)
        shares = lines.new_zeros(count + 1).index_add(0, label, lines.new_ones(count)).clamp(min=1)
        mean = summed / shares[:, None]
        return torch.where((label == count)[:, None], self.no_line, mean[label])


class Network(nn.Module):
    """Batch in; logits of every character's class (t, CLASSES) and of every sheet's kind (B, kinds) out."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        width, hidden = sizes.width, sizes.hidden
        self.characters = nn.Embedding(sizes.characters, width, padding_idx=PADDING)
        self.classes = nn.Embedding(len(CharacterClass), width, padding_idx=CharacterClass.PADDING)
        self.reading = nn.ModuleList(GatedConvolution(width) for _ in range(sizes.convolutions))
        self.line = nn.Linear(2 * width + LINE_FEATURES, hidden)
        self.join, self.join_again = Joining(hidden), Joining(hidden)
        self.whole = nn.Linear(1, hidden)
        self.sheet = LayoutLMv3Model(_encoder(sizes))
        # On processors a step of training with the fused attention takes a third longer.
        self.sheet.set_attn_implementation("eager")
        self.back = nn.Linear(2 * hidden, width)
        self.writing = nn.ModuleList(GatedConvolution(width) for _ in range(2))
        self.label = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, CLASSES))
        self.kind = nn.Sequential(nn.LayerNorm(hidden), nn.Linear(hidden, len(KINDS)))

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        row, is_text = self._read(batch)
        joined = self.join(self._lines(row, batch), batch.neighbours)
        context, whole = self._over_sheet(joined, batch)
        context = self.join_again(context, batch.neighbours)
        told = torch.cat([self.back(torch.cat([joined, context], -1)), row.new_zeros(1, row.shape[-1])])
        row = (row + told[batch.line_of]) * is_text
        for convolution in self.writing:
            row = convolution(row, is_text)
        return self.label(row), self.kind(whole)

    def _read(self, batch: Batch) -> tuple[Tensor, Tensor]:
        is_text = (batch.classes != CharacterClass.PADDING)[:, None].float()
        row = (self.characters(batch.characters) + self.classes(batch.classes)) * is_text
        for convolution in self.reading:
            row = convolution(row, is_text)
        return row, is_text

    def _lines(self, row: Tensor, batch: Batch) -> Tensor:
        """Mean and maximum of each line's characters (n, hidden)."""
        count = len(batch.sheet_of)
        row = row.float()
        index = batch.line_of[:, None].expand_as(row)
        blank = row.new_zeros(count + 1, row.shape[-1])
        mean = blank.scatter_reduce(0, index, row, "mean", include_self=False)[:count]
        highest = blank.scatter_reduce(0, index, row, "amax", include_self=False)[:count]
        lines: Tensor = self.line(torch.cat([mean, highest, batch.features], -1))
        return lines

    def _over_sheet(self, joined: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
        sheets, places = batch.mask.shape
        padded = joined.new_zeros(sheets, places, joined.shape[-1])
        padded[:, 0] = self.whole(batch.aspects[:, None]).to(joined.dtype)
        padded = padded.index_put((batch.sheet_of, batch.place_of), joined)
        seen = self.sheet(
            inputs_embeds=padded,
            bbox=batch.boxes,
            attention_mask=batch.mask,
            # Every line has the same number: where it stands is told by its box alone.
            position_ids=torch.zeros_like(batch.mask),
        ).last_hidden_state
        present = batch.mask[..., None].to(seen.dtype)
        mean = (seen * present).sum(1) / present.sum(1)
        return seen[batch.sheet_of, batch.place_of], seen[:, 0] + mean


def _encoder(sizes: Sizes) -> LayoutLMv3Config:
    return LayoutLMv3Config(
        vocab_size=1,
        hidden_size=sizes.hidden,
        num_hidden_layers=sizes.layers,
        num_attention_heads=sizes.heads,
        intermediate_size=2 * sizes.hidden,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        max_position_embeddings=2,
        max_2d_position_embeddings=GRID + 24,
        coordinate_size=sizes.hidden // 8 + sizes.hidden // 32,
        shape_size=(sizes.hidden - 4 * (sizes.hidden // 8 + sizes.hidden // 32)) // 2,
        has_relative_attention_bias=False,
        has_spatial_attention_bias=True,
        pad_token_id=0,
        bos_token_id=None,
        eos_token_id=None,
        visual_embed=False,
    )
