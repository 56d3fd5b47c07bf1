"""From a file to readings: pages in, codes and text seen, documents told apart, understood and judged."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import cv2
import torch

from models.documents import Documents
from models.judgement.judging import Judge
from models.network.understanding import Understanding
from models.readings import FileReading, Versions
from models.recognition.engine import Recogniser
from models.seeing import seen_pages
from models.seen import SeenPage
from models.ways_in.opening import Page, open_pages

Keep = Callable[[Page, SeenPage], None]
Watch = Callable[[], None]


class NotCalibrated(Exception):
    """The network, and what confidence and thresholds were fitted to: `python -m models.calibrate` is due."""


def kept_nowhere(page: Page, seen: SeenPage) -> None:
    """Whoever reads need not keep the pages."""


def unwatched() -> None:
    """Nor watch."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Loaded once per process; not to be used by two threads at once."""

    recogniser: Recogniser
    understanding: Understanding
    documents: Documents

    @classmethod
    def load(cls, threads: int | None = None) -> "Reader":
        """With weights from the repository and from the recogniser's wheel; never fetches anything.

        Raises `NotCalibrated` where the confidence is that of another network.
        """
        count = threads or os.cpu_count() or 1
        torch.set_num_threads(count)
        cv2.setNumThreads(count)
        understanding, judge = Understanding.load(), Judge.load()
        if not judge.is_of(understanding.version):
            raise NotCalibrated(
                understanding.version, judge.calibration.fitted_on, judge.thresholds.chosen_on
            )
        return cls(Recogniser(count), understanding, Documents(understanding, judge))

    @property
    def versions(self) -> Versions:
        return Versions(self.understanding.version, self.recogniser.version)

    def read(
        self,
        content: bytes | Path,
        *,
        today: date,
        password: str | None = None,
        keep: Keep = kept_nowhere,
        watch: Watch = unwatched,
    ) -> FileReading:
        """Everything that one file holds. `keep` is called with each page once it is seen; `watch` then, when
        its documents are told apart, and with each document that is judged.

        Raises `NotReadable` for what cannot be opened within its bounds.
        """
        started = time.monotonic()
        pages = []
        for page, seen in seen_pages(open_pages(content, password=password), self.recogniser):
            pages.append(seen)
            keep(page, seen)
            watch()
        documents = self.documents.of(pages, today, watch)
        return FileReading(documents, len(pages), self.versions, time.monotonic() - started)
