"""`tanjian doctor`: looks at everything that the system needs, and says what is wrong."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import typer

from api.cli.checks import Finding, database_checks, machine_checks
from api.cli.console import OUT, say_json
from api.cli.data_folder import DATA_OPTION
from api.cli.mail_checks import mail_checks
from api.cli.reading_checks import reading_checks
from api.cli.temporal_checks import temporal_checks

app = typer.Typer(add_completion=False)


@app.command()
def doctor(
    data: Path = DATA_OPTION, as_json: bool = typer.Option(False, "--json", help="輸出 JSON / For programs")
) -> None:
    """檢查系統狀況 / Check the system; exit code 1 when something is wrong."""
    findings = [*machine_checks(data), *database_checks(data), *mail_checks(data)]
    findings += asyncio.run(temporal_checks(data))
    findings += asyncio.run(reading_checks(data))
    if as_json:
        ok = all(finding.ok for finding in findings)
        say_json({"ok": ok, "checks": [finding.as_document() for finding in findings]})
    else:
        _print(findings)
    raise typer.Exit(0 if all(finding.ok for finding in findings) else 1)


def _print(findings: Sequence[Finding]) -> None:
    for finding in findings:
        mark = "[green]●[/]" if finding.ok else "[red]✗[/]"
        OUT.print(f"{mark} [bold]{finding.name:<12}[/] {finding.zh}\n  {'':<12} [dim]{finding.en}[/]")
    wrong = [finding.name for finding in findings if not finding.ok]
    if wrong:
        OUT.print(f"[red]有問題 / wrong: {', '.join(wrong)}[/]")
    else:
        OUT.print("[green]一切正常 / all is well[/]")
