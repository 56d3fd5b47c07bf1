"""`tanjian models evaluate`: how well bills are read that no training has seen."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import track

from api.cli.console import OUT, say_json, table
from models.evaluation.examples import HELD_OUT, load
from models.evaluation.tables import parts, summary


def evaluate(
    examples: Annotated[
        Path,
        typer.Option(
            help="題組檔，未指定時為保留題組 / Examples that were gathered; else the held-out ones",
            exists=True,
            dir_okay=False,
            show_default=False,
        ),
    ] = HELD_OUT,
    weights: Annotated[Path | None, typer.Option(help="權重檔 / Other weights", exists=True)] = None,
    rules: bool = typer.Option(False, "--rules", help="只用規則 / Rules alone, without the network"),
    chart_folder: Annotated[
        Path | None, typer.Option("--charts", help="圖表輸出資料夾 / Folder for the curves as SVG")
    ] = None,
    as_json: bool = typer.Option(False, "--json", help="輸出 JSON / For programs"),
) -> None:
    """評估判讀 / F1 by field and kind, calibration, errors against automation; about a minute."""
    told = _told(examples, weights, rules=rules, quiet=as_json)
    if chart_folder is not None:
        from models.evaluation import charts

        told["charts"] = [str(path) for path in charts.write(chart_folder, told)]
    if as_json:
        say_json(told)
    else:
        _print(told)


def _told(examples: Path, weights: Path | None, *, rules: bool, quiet: bool) -> dict[str, Any]:
    # Loading torch takes seconds that the group's other commands need not pay for.
    from models.documents import Documents, Understands
    from models.evaluation.report import evaluated, report
    from models.judgement.judging import Judge
    from models.judgement.rules import RulesAlone
    from models.network.understanding import Understanding
    from models.network.weights import WEIGHTS

    understanding: Understands = RulesAlone() if rules else Understanding.load(weights or WEIGHTS)
    documents = Documents(understanding, Judge.load())
    each = [evaluated(one, documents) for one in _shown(load(examples), quiet)]
    return {"examples": examples.name, **report(each)}


def _shown(examples: list[Any], quiet: bool) -> Any:
    return examples if quiet else track(examples, description="判讀 / reading", console=OUT)


def _print(told: dict[str, Any]) -> None:
    OUT.print(table("評估 / Evaluation", ("", ""), summary(told)))
    for name, rows in parts(told):
        OUT.print(table(name, ("", "F1", "值 / values"), rows))
    for path in told.get("charts", ()):
        OUT.print(path)
