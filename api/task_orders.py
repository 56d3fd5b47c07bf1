"""Commands about an open task, as orders for the door."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from fastapi.responses import JSONResponse

from api.door import Order, Reply, Seal, Target, take
from api.problems import not_found
from api.services import Services
from api.signing import Asking
from api.targets import of_task
from api.visibility import task_for
from store.read_models import TaskRow


def order_about(
    services: Services,
    asking: Asking,
    task: UUID,
    said: object,
    build: Callable[[TaskRow, Seal], Any],
    check: Callable[[TaskRow | None], None] = lambda _: None,
    look: Callable[[], TaskRow | None] | None = None,
) -> Order:
    """A command about a task that the actor sees; `check` looks at what was said before it is hashed.

    `look` gives the task's row where it was read before.
    """
    found: list[TaskRow] = []

    def find() -> Target:
        row = look() if look else task_for(services, asking.actor, task)
        if row is not None:
            found.append(row)
        target = of_task(services, asking, row)
        # Before anything is computed of the body, which may hold what no store carries.
        check(row)
        return target

    def command(seal: Seal) -> Any:
        if not found:
            raise not_found()
        return build(found[0], seal)

    return Order(find, {"task": str(task), "body": said}, command, again=True)


async def take_about(
    services: Services,
    asking: Asking,
    task: UUID,
    said: object,
    build: Callable[[TaskRow, Seal], Any],
    check: Callable[[TaskRow | None], None] = lambda _: None,
) -> JSONResponse:
    """Receive such a command and answer with its outcome."""
    return await take(services, asking, order_about(services, asking, task, said, build, check), Reply(task))
