"""A scenario as the TOML file that `tanjian demo --scenario` plays."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from api.cli.demo.scenario import Action, Scenario, TraineePart
from domain.deadline import TAIPEI


def toml_of(scenario: Scenario) -> str:
    """The file, without what the format leaves out."""
    head = {
        "programme": scenario.programme,
        "begins": scenario.begins,
        "quotas": dict(scenario.quotas),
    }
    blocks = [_lines(head)]
    blocks += ["[[guilds]]\n" + _lines(guild.model_dump()) for guild in scenario.guilds]
    blocks += [
        "[[sessions]]\n" + _lines(session.model_dump(exclude_none=True)) for session in scenario.sessions
    ]
    blocks += [_trainee(trainee) for trainee in scenario.trainees]
    return "\n".join(blocks)


def _trainee(trainee: TraineePart) -> str:
    about = trainee.model_dump(include={"name", "national_id", "email", "session"})
    firms = _array("firms", (firm.model_dump() for firm in trainee.firms))
    actions = _array("actions", map(_said, trainee.actions))
    return f"[[trainees]]\n{_lines(about)}{firms}{actions}"


def _said(action: Action) -> dict[str, Any]:
    """What the action says, in the order of the format; a default goes without saying."""
    said = action.model_dump(exclude_defaults=True)
    return {"at": action.at, "do": action.do, **{key: said[key] for key in said if key not in ("at", "do")}}


def _lines(table: Mapping[str, Any]) -> str:
    return "".join(f"{key} = {_value(value)}\n" for key, value in table.items())


def _array(key: str, rows: Iterable[Mapping[str, Any]]) -> str:
    return f"{key} = [\n" + "".join(f"    {_value(row)},\n" for row in rows) + "]\n"


def _value(value: Any) -> str:
    match value:
        case datetime():
            return f"{value.astimezone(TAIPEI):%Y-%m-%dT%H:%M:%S}"
        case date():
            return value.isoformat()
        case dict():
            return "{ " + ", ".join(f"{key} = {_value(one)}" for key, one in value.items()) + " }"
        case tuple() | list():
            return "[" + ", ".join(map(_value, value)) + "]"
        case _:
            # A string of JSON is a string of TOML, and so are whole numbers and truth values.
            return json.dumps(value, ensure_ascii=False)
