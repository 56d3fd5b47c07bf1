"""The sandbox of the worker, and nothing tolerated in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from warnings import catch_warnings, filterwarnings

from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner
from temporalio.workflow import SandboxImportNotificationPolicy

from api.cli.case_worker import sandbox

# Loaded for each run like the workflow itself, which is what the sandbox is for.
RELOADED = (
    r"Module workflows(\.(stream|deadline|mails|papers|readings|lateness|reminders|world))?"
    r" was not intentionally"
)


@contextmanager
def strict_sandbox() -> Iterator[SandboxedWorkflowRunner]:
    """Refuses, within the block, every module from outside that was not let through by name.

    The sandbox's own way to raise knows no exception for the modules that workflows share; so it warns,
    and its warnings are errors here.
    """
    runner = sandbox()
    policy = (
        SandboxImportNotificationPolicy.WARN_ON_DYNAMIC_IMPORT
        | SandboxImportNotificationPolicy.WARN_ON_UNINTENTIONAL_PASSTHROUGH
    )
    strict = replace(runner, restrictions=runner.restrictions.with_import_notification_policy(policy))
    with catch_warnings():
        filterwarnings("error", message="Module .* was (not intentionally|imported after)")
        filterwarnings("ignore", message=RELOADED)
        yield strict
