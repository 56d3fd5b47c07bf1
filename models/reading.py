"""From a file to readings: pages in, codes and text seen, documents told apart, understood and judged."""

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import torch

from models.documents import Documents
from models.judgement.judging import Judge
from models.network.understanding import Understanding
from models.readings import FileReading, Versions
from models.recognition.engine import Recogniser
from models.seeing import see
from models.seen import SeenPage
from models.ways_in.opening import Page, open_pages

Watch = Callable[[Page, SeenPage], None]


class NotCalibrated(Exception):
    """The network, and what confidence and thresholds were fitted to: `python -m models.calibrate` is due."""


def nothing(page: Page, seen: SeenPage) -> None:
    """Whoever reads need not watch."""


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
        self, content: bytes | Path, *, today: date, password: str | None = None, watch: Watch = nothing
    ) -> FileReading:
        """Everything that one file holds. `watch` is called with each page once it is seen.

        Raises `NotReadable` for what cannot be opened within its bounds.
        """
        started = time.monotonic()
        seen = list(self._seen(open_pages(content, password=password), watch))
        documents = self.documents.of(seen, today)
        return FileReading(documents, len(seen), self.versions, time.monotonic() - started)

    def _seen(self, pages: Iterable[Page], watch: Watch) -> Iterable[SeenPage]:
        for page in pages:
            seen = see(page, self.recogniser)
            watch(page, seen)
            yield seen
