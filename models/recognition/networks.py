"""The three networks of rapidocr: where text is, which way up a line is, and what it says."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidocr.ch_ppocr_cls import TextClassifier
from rapidocr.ch_ppocr_det import TextDetector
from rapidocr.ch_ppocr_rec import TextRecInput, TextRecognizer
from rapidocr.main import DEFAULT_CFG_PATH
from rapidocr.utils.log import logger
from rapidocr.utils.parse_parameters import ParseParams

from models.recognition.weights import Weights
from models.ways_in.limits import LIMITS

Picture = NDArray[np.uint8]
Corners = NDArray[np.float32]

# The picture is brought to size before it comes here: the detector itself makes nothing smaller.
UNBOUNDED = 10_000


@dataclass(frozen=True, slots=True)
class ReadLine:
    """`scores` from 0 to 1, one for each character of `text`, and their mean; `middles` say where each
    character lies, from 0 at the line's left to 1."""

    text: str
    score: float
    scores: tuple[float, ...]
    middles: tuple[float, ...]


class Networks:
    """All pictures are BGR, as the networks were trained; `threads` is that of one call."""

    def __init__(self, weights: Weights, threads: int) -> None:
        logger.setLevel(logging.CRITICAL)
        configuration = _configuration(weights, threads)
        self._detector: Any = TextDetector(configuration.Det)
        self._classifier: Any = TextClassifier(configuration.Cls)
        self._recogniser: Any = TextRecognizer(configuration.Rec)

    def detect(self, picture: Picture) -> Corners:
        """Quads (n, 4, 2) of text, in pixels of the picture, clockwise from the upper left."""
        boxes = self._detector(picture).boxes
        return np.zeros((0, 4, 2), np.float32) if boxes is None else np.asarray(boxes, np.float32)

    def upside_down(self, crops: Sequence[Picture]) -> list[float]:
        """For each line how likely it stands on its head, from 0 to 1."""
        told = self._classifier(list(crops)).cls_res
        return [score if label == "180" else 1 - score for label, score in told]

    def recognise(self, crops: Sequence[Picture]) -> list[ReadLine]:
        """What each line says."""
        if not crops:
            return []
        told = self._recogniser(TextRecInput(img=list(crops), return_word_box=True))
        return [
            ReadLine(text, float(score), tuple(words.confs), _middles(text, words))
            for text, score, words in zip(told.txts, told.scores, told.word_results, strict=True)
        ]


def _middles(text: str, words: Any) -> tuple[float, ...]:
    """The network looks at a line in steps, and tells in which each character was; of blanks it does not."""
    steps = [step for word in words.word_cols for step in word]
    places = [place for place, letter in enumerate(text) if not letter.isspace()]
    known = dict(zip(places, steps, strict=False))
    if not known:
        return ()
    told = np.interp(range(len(text)), list(known), list(known.values()))
    return tuple(((told + 0.5) / words.line_txt_len).tolist())


def _configuration(weights: Weights, threads: int) -> Any:
    """A path for each network, so that none is looked for elsewhere."""
    configuration = ParseParams.update_batch(
        ParseParams.load(DEFAULT_CFG_PATH),
        {
            "Det.model_path": str(weights.detection),
            "Cls.model_path": str(weights.direction),
            "Rec.model_path": str(weights.recognition),
            "Det.limit_type": "max",
            "Det.limit_side_len": UNBOUNDED,
            "Det.max_candidates": LIMITS.file.lines_of_page,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        },
    )
    for network in (configuration.Det, configuration.Cls, configuration.Rec):
        network.engine_cfg = configuration.EngineConfig.onnxruntime
    configuration.Rec.font_path = None
    return configuration
