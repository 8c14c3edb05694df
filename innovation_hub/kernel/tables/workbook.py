"""試算表: XLSX, XLS and ODS, told by their first bytes and read by a process of its own."""

import json
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.tables.table import Record

READER = Path(__file__).with_name("sheet_reader.py")
SECONDS = 180
UNPACKED = 300_000_000  # bytes
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PARTS = {"xl/workbook.xml": "XLSX", "xl/workbook.bin": "XLSB", "content.xml": "ODS"}
SENTENCES = {
    "password": _l("這個檔案有密碼。請先用試算表取消密碼，存檔後再匯入。"),
    "too_large": _l("工作表太大：有資料的儲存格離左上角太遠，或列、欄太多。請只留要匯入的部分，另存新檔後再匯入。"),
    "unreadable": _l("這個檔案的內容讀不出來，可能已經損壞，或不是試算表。請用試算表開啟，另存成 XLSX、ODS 或 CSV。"),
}


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook: its name and its rows that are not empty."""

    name: str
    records: list[Record]


def kind(content: bytes) -> str | None:
    """What kind of workbook the bytes are; None for something else. Invalid for an archive that is none."""
    if content.startswith(OLE):
        return "XLS"
    if not content.startswith(ZIP):
        return None
    try:
        parts = {part.filename: part.file_size for part in ZipFile(BytesIO(content)).infolist()}
    except (BadZipFile, ValueError, NotImplementedError):
        raise Invalid(SENTENCES["unreadable"]) from None
    if sum(parts.values()) > UNPACKED:
        raise Invalid(_("這個檔案解開後太大，沒有讀取。請只留要匯入的部分，另存新檔後再匯入。"))
    found = next((name for part, name in PARTS.items() if part in parts), None)
    if found is None:
        raise Invalid(_("這是壓縮檔或其他文件，不是試算表。請解開，或另存成 XLSX、ODS 或 CSV。"))
    return found


def sheets(content: bytes) -> list[Sheet]:
    """The sheets of a workbook; Invalid where it cannot be read."""
    found = _asked(content)
    if "error" in found:
        raise Invalid(SENTENCES[found["error"]])
    return [
        Sheet(one["name"], [Record(number, number, cells) for number, cells in one["rows"]]) for one in found["sheets"]
    ]


def _asked(content: bytes) -> dict[str, Any]:
    command = [sys.executable, "-I", str(READER)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return {"error": "too_large"}
    found: dict[str, Any] = json.loads(done.stdout)
    return found
