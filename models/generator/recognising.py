"""The recogniser as it is, for measuring what it does to text: its characters are not mended."""

import logging
from collections.abc import Callable, Sequence

import numpy as np
from rapidocr import RapidOCR
from rapidocr.utils.output import RapidOCROutput

from models.generator.drawing import as_quad
from models.generator.photographing import Picture
from models.sheets import TextLine

Read = Callable[[Picture], Sequence[TextLine]]


def plain_recogniser(threads: int = 1) -> Read:
    """Weights come with the package; pictures are taken to stand upright."""
    engine = RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.use_cls": False,
            "Det.limit_type": "max",
            "Det.limit_side_len": 960,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return lambda picture: _read(engine, picture)


def _read(engine: RapidOCR, picture: Picture) -> list[TextLine]:
    found = engine(np.ascontiguousarray(picture[..., ::-1]))
    # Detection, classification and recognition at once give this one of its outputs.
    assert isinstance(found, RapidOCROutput)
    if found.txts is None or found.boxes is None or found.scores is None:
        return []
    return [
        TextLine(text, as_quad(box), float(score))
        for text, box, score in zip(found.txts, found.boxes, found.scores, strict=True)
    ]
