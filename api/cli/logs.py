"""Logs of a process: one JSON object a line on stderr, without anything that a person entered."""

import logging
import os
import sys
import traceback
from collections.abc import MutableMapping
from smtplib import SMTPException
from typing import Any

import structlog

from api.cli.console import Fault

_SHOWN_FRAMES, _SHOWN_CAUSES = 8, 5
# Their messages name files, ports and modules, nothing about people.
_HARMLESS = (Fault, OSError, ImportError)
# An OSError by descent, whose text holds the addresses that a mail server refused.
_NAMES_PEOPLE = (SMTPException,)


def configure_logs(process: str, level: int = logging.INFO) -> None:
    """Send structlog and the standard library's logging through one pipe."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        lambda _, __, line: {"process": process, "pid": os.getpid(), **line},
        without_messages,
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
    )
    sys.excepthook = _log_uncaught


def without_messages(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Turn an exception into its type and where it was raised: its message may quote what a person entered.

    TANJIAN_LOG_MESSAGES=1 adds the messages, for development.
    """
    error = line.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        line["error"] = _chain(error)
    return line


def _chain(error: BaseException) -> list[dict[str, Any]]:
    links: list[dict[str, Any]] = []
    following: BaseException | None = error
    while following is not None and len(links) < _SHOWN_CAUSES:
        links.append(_link(following))
        hidden = None if following.__suppress_context__ else following.__context__
        following = following.__cause__ or hidden
    return links


def _link(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)[-_SHOWN_FRAMES:]
    link: dict[str, Any] = {"type": f"{type(error).__module__}.{type(error).__qualname__}"}
    link["at"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    if getattr(error, "sqlstate", None):
        link["sqlstate"] = error.sqlstate  # type: ignore[attr-defined]
    harmless = isinstance(error, _HARMLESS) and not isinstance(error, _NAMES_PEOPLE)
    if harmless or os.environ.get("TANJIAN_LOG_MESSAGES"):
        link["message"] = str(error)
    return link


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    structlog.get_logger("tanjian").critical("process_failed", exc_info=(kind, error, trace))
