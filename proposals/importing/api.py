"""匯入的程式介面: a file of earlier years is previewed or imported, with a line for each of its rows."""

from typing import Any

from flask_babel import lazy_gettext as _l
from marshmallow import Schema, fields
from marshmallow.validate import Length

from innovation_hub.kernel.web.guards import myself, repeatable, requires, uploads
from innovation_hub.kernel.web.json_requests import Blueprint
from proposals.importing.upload import take

api = Blueprint("import_api", __name__, description="匯入歷年提案 Import of earlier years")
SHORT = Length(max=100, error=_l("最多 100 字。"))
NO_FILE = _l("請附上檔案。")


class ImportFile(Schema):
    """The file: CSV, TSV, XLSX, XLS, ODS, JSON lines or a JSON array."""

    file = fields.Raw(
        required=True, metadata={"type": "string", "format": "binary"}, error_messages={"required": NO_FILE}
    )


class ImportAsked(Schema):
    """Whether it is only previewed, how the file is to be read, and what is so of rows that do not say."""

    preview = fields.Boolean(load_default=False)
    year = fields.String(load_default="", validate=SHORT)
    section = fields.String(load_default="", validate=SHORT)
    proposer = fields.String(load_default="", validate=SHORT)
    encoding = fields.String(load_default="", validate=SHORT)
    sheet = fields.String(load_default="", validate=SHORT)


class FaultOut(Schema):
    """What is wrong in a row: the field ("" for the whole row), its code, the sentence."""

    field = fields.String()
    code = fields.String()
    message = fields.String()


class ImportRow(Schema):
    """A row: its number as a spreadsheet counts, its line in the file, and what becomes of it."""

    row = fields.Integer()
    line = fields.Integer()
    action = fields.String(metadata={"enum": ["import", "already_there", "refuse"]})
    title = fields.String()
    year = fields.Integer(allow_none=True)
    errors = fields.List(fields.Nested(FaultOut))


class ImportOut(Schema):
    """What the file was read as, and what becomes of its rows; the three counts add up to the rows."""

    preview = fields.Boolean()
    read_as = fields.String()
    notes = fields.List(fields.String())
    imported = fields.Integer()
    already_there = fields.Integer()
    refused = fields.Integer()
    rows = fields.List(fields.Nested(ImportRow))


@api.post("/proposals/import")
@repeatable
@uploads
@requires("proposal.import")  # asked before the file is looked at
@api.arguments(ImportFile, location="files")
@api.arguments(ImportAsked, location="query")
@api.response(200, ImportOut)
def bring(given: dict[str, Any], asked: dict[str, Any]) -> dict[str, Any]:
    """Imports proposals of earlier years from a file; `preview=1` only tells what would become of each row."""
    file = given["file"]
    found, tally = take(file.stream, file.filename or "", myself(), **asked)
    counts = {"imported": tally.imported, "already_there": tally.already_there, "refused": tally.refused}
    return {"preview": asked["preview"], "read_as": found.kind, "notes": found.notes, "rows": tally.rows, **counts}
