"""How much is measured."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """`cases` are also the bare workflows; at `early_commands` and at `commands` the memory is looked at.

    `samples` are taken of each latency, `rounds` of the throughput, `batches` of ten events.
    """

    cases: int = 100
    samples: int = 400
    rounds: int = 4
    batches: int = 300
    events: int = 500
    early_commands: int = 2_000
    commands: int = 10_000


@dataclass(frozen=True, slots=True)
class ReadingSizes:
    """`pictures` differ; memory is looked at after `early` and after `late` pages; `rate` pages a process."""

    pictures: int = 24
    early: int = 100
    late: int = 500
    rate: int = 24
