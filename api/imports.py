"""Registration lists of guilds: uploading one, how far it is, and the rows that were not taken."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from api.content import stored_content
from api.door import Order, Reply, Seal, Target, take
from api.multipart import UploadedFile, fields_of, file_of, form_schema, needed_file_of, read_form
from api.pages import Filter, Paging, page
from api.problems import not_found, refused_table
from api.services import Given, Services
from api.shapes import Id, Shape, Year
from api.signing import Asking, SignedRoute, asks, may
from api.targets import of_office
from api.visibility import Document, import_for, session_of
from domain.event import Actor, Role
from domain.imports import ReceiveImport
from domain.refusals import SessionUnknown
from domain.streams import derived
from store.letter_zip import ZIP
from store.registration_lists import ReadList, read_registrations, row_faults
from store.tables import TableRefused
from workflows.contracts import WorkflowKind

router = APIRouter(tags=["imports"], route_class=SignedRoute)
_FORM = form_schema(
    {"programme": "計畫年度 / Programme year", "session": "場次代碼 / Id of the session"},
    {
        "file": "清冊，XLSX 或 CSV / The list, XLSX or CSV",
        "letters": "委任書，ZIP / Consent letters named in the list, as a zip file",
    },
    ["programme", "session", "file"],
)


class ImportFields(Shape):
    programme: Year
    session: Id


class ImportFilter(Paging):
    programme: Filter | None = None
    guild: Filter | None = None


@dataclass(frozen=True, slots=True)
class _Upload:
    """A list as it was sent, and as it was read."""

    fields: ImportFields
    file: UploadedFile
    letters: UploadedFile | None
    read: ReadList

    def said(self) -> Document:
        letters = self.letters.digest if self.letters else None
        return {**self.fields.model_dump(mode="json"), "file": self.file.digest, "letters": letters}


@router.post(
    "/imports",
    operation_id="import_registrations",
    summary="匯入報名清冊 / Import a registration list: one row is one firm of one trainee",
    status_code=201,
    response_model=None,
    openapi_extra=_FORM,
)
async def import_registrations(
    request: Request, services: Given, asking: Annotated[Asking, asks("import.receive")]
) -> JSONResponse:
    """Rows without faults go in, the others come back as a file; the same list again adds nothing."""
    upload = await _upload(request, services)
    imported = derived("import", asking.command)

    def find() -> Target:
        _session_for(services, asking.actor, upload.fields)
        return of_office(WorkflowKind.IMPORT, asking, imported)

    def build(_: Seal) -> ReceiveImport:
        return _command(services, imported, upload)

    order = Order(find, upload.said(), build, again=True)
    return await take(services, asking, order, Reply(imported, f"/imports/{imported}"))


@router.get(
    "/imports", operation_id="list_imports", summary="匯入紀錄 / Imports of lists", response_model=None
)
def imports(
    asked: Annotated[ImportFilter, Query()], services: Given, actor: Annotated[Actor, may("import.read")]
) -> JSONResponse:
    """A guild's own, or all, by role."""
    guild = (actor.guild or "") if actor.role is Role.GUILD else asked.guild
    if asked.guild not in (None, guild):
        return JSONResponse({"items": [], "next": None})
    return page(
        lambda: services.read_models.imports(
            programme=asked.programme, guild=guild, after=asked.after, limit=asked.limit
        ),
        lambda rows: [_shown(row.document) for row in rows],
    )


@router.get(
    "/imports/{imported}",
    operation_id="read_import",
    summary="一次匯入的進度與原因統計 / How far an import is, with its counts by reason",
    response_model=None,
)
def one_import(imported: UUID, services: Given, actor: Annotated[Actor, may("import.read")]) -> JSONResponse:
    document = import_for(services, actor, imported)
    return JSONResponse(_shown(document), headers={"ETag": f'"{document["version"]}"'})


@router.get(
    "/imports/{imported}/result",
    operation_id="read_import_result",
    summary="未匯入的各列與原因 / The rows that were not taken, with the reasons in the last column",
    response_model=None,
)
def result(imported: UUID, services: Given, actor: Annotated[Actor, may("import.read")]) -> Response:
    """In the format and column order of the list; mend them and send the file again."""
    file = import_for(services, actor, imported)["result"]
    if file is None:
        raise not_found()
    return stored_content(services, file, f"import-{imported}-faulty-rows")


async def _upload(request: Request, services: Services) -> _Upload:
    settings = services.settings
    form = await read_form(request, settings.form_bytes["/imports"], files=2, fields=2)
    fields = fields_of(form, ImportFields, frozenset({"file", "letters"}))
    file = await needed_file_of(form, "file", settings.list_bytes)
    letters = await file_of(form, "letters", settings.letters_bytes)
    await form.close()
    content = letters.content if letters else None
    try:
        read = await run_in_threadpool(read_registrations, file.content, content)
    except TableRefused as error:
        raise refused_table(error, "letters" if error.code.startswith("letters") else "file") from None
    return _Upload(fields, file, letters, read)


def _session_for(services: Services, actor: Actor, fields: ImportFields) -> Document:
    """The session of the year, the actor's guild's own; Problem 404, SessionUnknown."""
    held = session_of(services, fields.session)
    if actor.role is Role.GUILD and held["guild"] != actor.guild:
        raise not_found()
    if held["programme"] != fields.programme:
        raise SessionUnknown()
    return held


def _command(services: Services, imported: UUID, upload: _Upload) -> ReceiveImport:
    """Both files lie encrypted under a key of the import's own: destroying it forgets the list."""
    read, put = upload.read, services.files.put
    file = put(imported, upload.file.content, read.table.media_type, upload.file.name)
    letters = put(imported, upload.letters.content, ZIP, upload.letters.name) if upload.letters else None
    guild = session_of(services, upload.fields.session)["guild"]
    about = (upload.fields.programme, guild, upload.fields.session, file, letters)
    return ReceiveImport(*about, len(read.table.rows), len(read.judged.trainees), row_faults(read.judged))


def _shown(document: Document) -> Document:
    """The import as people see it: the file of the rows that were not taken by its address on the web."""
    result = f"/imports/{document['id']}/result" if document["result"] else None
    return {**document, "result": result}
