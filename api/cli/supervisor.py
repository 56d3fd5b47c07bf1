"""The supervisor of `tanjian up`: starts the processes in order, keeps them running, stops them in order."""

import asyncio
import signal
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from api.cli.console import Fault
from api.cli.data_folder import DataFolder
from api.cli.prepare import prepare
from api.cli.programs import Programs
from api.cli.service import Program, Service, State
from api.cli.status import Terminal

# First those that take commands, last those that hold what was recorded.
_STOP_ORDER = (("api", "dispatcher"), ("worker", "reader"), ("projector",), ("temporal", "postgres"))
_READY_SECONDS, _STOP_SECONDS = 120.0, 40.0
_RECOVERY_ATTEMPTS = 5


@dataclass(slots=True)
class Supervisor:
    """The processes of one data folder, which the caller has claimed."""

    folder: DataFolder
    programs: Programs
    terminal: Terminal
    services: dict[str, Service] = field(default_factory=dict)
    recoveries: set[asyncio.Task[None]] = field(default_factory=set)

    async def run(self) -> None:
        """Run everything until SIGINT, SIGTERM or SIGHUP, then stop it in order. Raises Fault."""
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        starting = asyncio.create_task(self._start())
        stopped = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({starting, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if starting.done():
                starting.result()
                await stopped
        finally:
            starting.cancel()
            await asyncio.gather(starting, return_exceptions=True)
            await self._stop()

    async def _start(self) -> None:
        servers = [self._begin(program) for program in self.programs.servers]
        await self._until_ready([server for server in servers if server.name == "postgres"])
        self.terminal.say("準備資料庫與計畫規則 / preparing the database and the rules")
        prepared = await asyncio.to_thread(
            prepare, self.programs.database_url, self.folder, self.programs.as_of
        )
        for program in self.programs.own:
            self._begin(program)
        await self._until_ready([one for one in self.services.values() if one.program.awaited])
        self._recover_soon()
        self.terminal.show_ready(self.folder, self.programs.addresses, prepared)

    def _begin(self, program: Program) -> Service:
        service = Service(program, self.folder.logs, self._changed)
        self.services[program.name] = service
        service.start()
        return service

    async def _until_ready(self, services: Sequence[Service]) -> None:
        try:
            async with asyncio.timeout(_READY_SECONDS):
                await asyncio.gather(*(service.ready.wait() for service in services))
        except TimeoutError:
            late = "、".join(service.name for service in services if not service.ready.is_set())
            raise Fault(
                f"未能就緒：{late}。原因見 {self.folder.logs}。",
                f"Not ready in time: {late}. The reason is in {self.folder.logs}.",
            ) from None

    def _changed(self, service: Service) -> None:
        self.terminal.show_state(service)
        self._note()
        # A Temporal server that started anew may have lost what it held.
        if service.name == "temporal" and service.state is State.READY and service.restarts:
            self._recover_soon()

    def _recover_soon(self) -> None:
        task = asyncio.create_task(self._recover())
        self.recoveries.add(task)
        task.add_done_callback(self.recoveries.discard)

    async def _recover(self) -> None:
        service = Service(self.programs.recovery, self.folder.logs, lambda _: None)
        self.terminal.show_recovery(await service.run_to_success(attempts=_RECOVERY_ATTEMPTS))

    def _note(self) -> None:
        processes: dict[str, Any] = {
            name: {"pid": service.pid, "state": service.state, "restarts": service.restarts}
            for name, service in self.services.items()
        }
        self.folder.write(
            self.folder.processes.name, {"addresses": self.programs.addresses, "processes": processes}
        )

    async def _stop(self) -> None:
        self._say("正在停止 / stopping")
        for recovering in self.recoveries:
            recovering.cancel()
        await asyncio.gather(*self.recoveries, return_exceptions=True)
        for names in _STOP_ORDER:
            going = [self.services[name] for name in names if name in self.services]
            await asyncio.gather(*(service.stop(_STOP_SECONDS) for service in going), return_exceptions=True)
        self._say("已全部停止 / everything has stopped")

    def _say(self, text: str) -> None:
        with suppress(OSError):
            self.terminal.say(text)
