"""What reading a page costs beside the recogniser alone, what it keeps in memory, and how it shares cores."""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from itertools import cycle, islice
from random import Random
from time import perf_counter
from typing import Any

from PIL import Image

from api.cli.bench.measure import Goal, Measure
from api.cli.bench.plant import Say
from api.cli.bench.sizes import ReadingSizes
from domain.deadline import TAIPEI
from models.generator.drawing import draw
from models.generator.levels import Level
from models.generator.sampling import sample_page
from models.reading import Reader
from models.ways_in.opening import open_pages

OVER_RECOGNISER, MEMORY = Goal(1.3), Goal(1.05)
SEED = 7
_QUALITY = 85


def reading_measures(sizes: ReadingSizes, say: Say) -> list[Measure]:
    """All of them, in one run."""
    pictures = list(islice(bench_pictures(), sizes.pictures))
    say(f"{len(pictures)} 張圖 / pictures drawn")
    reader = Reader.load()
    measures = [seconds_a_page(reader, pictures)]
    say("記憶體 / memory")
    measures.append(memory(reader, pictures, sizes, say))
    say("單執行緒 × 2 與雙執行緒 / two readers of one thread, one of two")
    measures.append(rates(sizes.rate))
    return measures


def bench_pictures() -> Iterator[bytes]:
    """Sampled pages as photographs, as JPEG, always the same."""
    random = Random(SEED)  # noqa: S311
    while True:
        stored = io.BytesIO()
        picture = draw(sample_page(random), random, Level.PHOTO).picture
        Image.fromarray(picture).save(stored, "JPEG", quality=_QUALITY)
        yield stored.getvalue()


def seconds_a_page(reader: Reader, pictures: list[bytes]) -> Measure:
    """Everything from the file's bytes to its readings, beside recognition of the same opened page."""
    today, whole, alone = _today(), 0.0, 0.0
    _warm(reader, pictures)
    for content in pictures:
        began = perf_counter()
        reader.read(content, today=today)
        whole += perf_counter() - began
        (page,) = open_pages(content)
        assert page.picture is not None
        began = perf_counter()
        reader.recogniser.read(page.picture)
        alone += perf_counter() - began
    count = len(pictures)
    return Measure("reading_seconds_a_page", whole / count, "s", alone / count, OVER_RECOGNISER)


def memory(reader: Reader, pictures: list[bytes], sizes: ReadingSizes, say: Say) -> Measure:
    """Resident memory of this process after so many pages."""
    today, early = _today(), 0.0
    for number, content in enumerate(islice(cycle(pictures), sizes.late), 1):
        reader.read(content, today=today)
        if number == sizes.early:
            early = resident_mebibytes()
        if number % 50 == 0:
            say(f"{number}/{sizes.late}  {resident_mebibytes():.0f} MiB")
    return Measure(f"memory_at_page_{sizes.late}", resident_mebibytes(), "MiB", early, MEMORY)


def rates(pages: int) -> Measure:
    """Pages a second of two readers with one thread each; the floor is one reader with two."""
    apart = sum(_rate_of_processes(2, threads=1, pages=pages))
    together = sum(_rate_of_processes(1, threads=2, pages=2 * pages))
    return Measure("two_readers_of_one_thread", apart, "pages/s", together)


def resident_mebibytes() -> float:
    """Of this process, as Linux counts it."""
    with open("/proc/self/status", encoding="ascii") as status:
        line = next(line for line in status if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


def _rate_of_processes(count: int, *, threads: int, pages: int) -> list[float]:
    command = [sys.executable, "-m", "api.cli.bench.reading", str(threads), str(pages)]
    running = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(count)
    ]
    for one in running:
        assert one.stdout is not None
        one.stdout.readline()
    told: list[dict[str, Any]] = []
    for one in running:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in running:
        output, _ = one.communicate(timeout=1800)
        told.append(json.loads(output))
    return [each["pages"] / each["seconds"] for each in told]


def _measure_rate(threads: int, pages: int) -> dict[str, float]:
    """In a process of its own: loaded and warm before the word to go comes."""
    reader, pictures = Reader.load(threads), list(islice(bench_pictures(), min(pages, 12)))
    _warm(reader, pictures)
    print("ready", flush=True)
    sys.stdin.readline()
    began = perf_counter()
    for content in islice(cycle(pictures), pages):
        reader.read(content, today=_today())
    return {"pages": pages, "seconds": perf_counter() - began}


def _warm(reader: Reader, pictures: list[bytes]) -> None:
    for content in pictures[:2]:
        reader.read(content, today=_today())


def _today() -> date:
    return datetime.now(TAIPEI).date()


if __name__ == "__main__":
    print(json.dumps(_measure_rate(int(sys.argv[1]), int(sys.argv[2]))))
