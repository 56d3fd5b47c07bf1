"""The programs that `tanjian up` runs, and where each finds the others."""

import os
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from activities.public_address import PUBLIC_URL, local_url
from api.cli.data_folder import DataFolder
from api.cli.service import Program, tanjian
from store.embedded_postgres import EmbeddedPostgres
from store.embedded_temporal import temporal_dev_command

DATABASE_URL, TEMPORAL_ADDRESS = "TANJIAN_DATABASE_URL", "TANJIAN_TEMPORAL_ADDRESS"
LOCAL = "127.0.0.1"


@dataclass(frozen=True)
class Programs:
    """What runs for a folder: servers of its own, except where the environment names others."""

    folder: DataFolder
    port: int
    as_of: date | None

    @cached_property
    def ports(self) -> dict[str, int]:
        return self.folder.ports()

    @property
    def servers(self) -> list[Program]:
        """The embedded servers that are needed."""
        needed = []
        if not os.environ.get(DATABASE_URL):
            words = ["--data", str(self.folder.path), "--port", str(self.ports["postgres"])]
            needed.append(Program("postgres", tanjian("postgres-keeper", *words)))
        if not os.environ.get(TEMPORAL_ADDRESS):
            port, ui = self.ports["temporal"], self.ports["temporal_ui"]
            needed.append(Program("temporal", temporal_dev_command(self.folder.path, port, ui), port=port))
        return needed

    @property
    def own(self) -> list[Program]:
        """The processes of this program, once the database is ready."""
        return [
            self._own("projector"),
            self._own("worker"),
            # It loads its networks for a while, and whoever has them not can do without.
            replace(self._own("reader"), awaited=False),
            self._own("dispatcher"),
            self._own("api", "--port", str(self.port)),
        ]

    @property
    def recovery(self) -> Program:
        """Starts the workflows that Temporal has lost, and ends."""
        return self._own("recover", "--json")

    @property
    def database_url(self) -> str:
        """Where the database is; of an embedded one only once it was started."""
        given = os.environ.get(DATABASE_URL)
        return given or EmbeddedPostgres(self.folder.postgres, self.ports["postgres"]).url

    @property
    def temporal_address(self) -> str:
        return os.environ.get(TEMPORAL_ADDRESS) or f"{LOCAL}:{self.ports['temporal']}"

    @property
    def addresses(self) -> dict[str, str]:
        """What a person opens in a browser."""
        web = f"http://{LOCAL}:{self.port}"
        shown = {"web": web, "docs": f"{web}/docs"}
        if not os.environ.get(TEMPORAL_ADDRESS):
            shown["temporal_ui"] = f"http://{LOCAL}:{self.ports['temporal_ui']}"
        return shown

    def _own(self, name: str, *words: str) -> Program:
        environment = {
            DATABASE_URL: self.database_url,
            TEMPORAL_ADDRESS: self.temporal_address,
            PUBLIC_URL: os.environ.get(PUBLIC_URL) or local_url(self.port),
        }
        return Program(name, tanjian(name, "--data", str(self.folder.path), *words), environment)


def temporal_address_of(data: Path) -> str:
    """Where Temporal is, for a command beside `tanjian up`."""
    ports = DataFolder(data.resolve()).last_ports()
    return os.environ.get(TEMPORAL_ADDRESS) or f"{LOCAL}:{ports.get('temporal', 7233)}"
