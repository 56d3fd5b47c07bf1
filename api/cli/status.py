"""What `tanjian up` shows in the terminal: a line for each change, and the addresses once all is ready."""

from collections.abc import Mapping
from datetime import datetime

from rich.console import Console
from rich.panel import Panel

from api.cli.data_folder import DataFolder
from api.cli.prepare import OFFICER_LOGIN, Prepared
from api.cli.service import Service, State
from domain.deadline import TAIPEI
from store.world import ServerClock

_MARKS = {
    State.STARTING: "[yellow]…[/] 啟動中 / starting",
    State.READY: "[green]●[/] 就緒 / ready",
    State.RESTARTING: "[red]✗[/] 已結束，重新啟動 / ended, starting again",
    State.STOPPED: "[dim]○[/] 已停止 / stopped",
}
_NAMES = {"web": "網頁與 API / web", "docs": "API 說明 / docs", "temporal_ui": "Temporal UI"}


class Terminal:
    """Lines for a person who watches, also where no terminal is."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def say(self, text: str) -> None:
        self._console.print(f"[dim]{datetime.now(TAIPEI):%H:%M:%S}[/] {text}")

    def show_state(self, service: Service) -> None:
        """A process has changed its state."""
        pid = f" [dim]({service.pid})[/]" if service.pid else ""
        self.say(f"{service.name:<10} {_MARKS[service.state]}{pid}")

    def show_recovery(self, code: int) -> None:
        """The search for lost workflows has ended."""
        if code == 0:
            self.say("未完案件的工作流程均已在執行 / every unfinished case has its workflow")
        else:
            self.say("[red]工作流程復原失敗，見 logs/recover.log / recovery failed, see logs/recover.log[/]")

    def show_ready(self, folder: DataFolder, addresses: Mapping[str, str], prepared: Prepared) -> None:
        """Everything runs: where it is reached, and once the first officer's password."""
        lines = [f"{_NAMES[name]}: {address}" for name, address in addresses.items()]
        lines.append(f"資料夾 / data folder: {folder.path}")
        if prepared.world.offset_seconds:
            now = ServerClock(prepared.world).now().astimezone(TAIPEI)
            lines.append(f"世界時間 / world time: {now:%Y-%m-%d %H:%M}")
        if prepared.officer_password:
            lines.append(
                f"承辦人帳號 / officer: [bold]{OFFICER_LOGIN}[/]  密碼 / password: "
                f"[bold]{prepared.officer_password}[/]（只顯示一次，存於 / kept in {folder.officer.name}）"
            )
        lines.append("Ctrl-C 停止全部 / stops everything")
        self._console.print(Panel("\n".join(lines), title="碳健檢 tanjian", expand=False))
