"""別人的話: what werkzeug and marshmallow say in English, said in the reader's language."""

from flask_babel import lazy_gettext as _l

HTTP = {
    400: (_l("看不懂這個請求"), _l("送來的內容格式不對。請檢查後再送一次。")),
    405: (_l("這個網址不支援這個動作"), _l("請由頁面上的按鈕操作。")),
    413: (_l("內容太大"), _l("一次送出的內容超過 2 MB。請縮短文字或分次送出。")),
    415: (_l("格式不支援"), _l("請以 application/json 送出。")),
    429: (_l("太頻繁"), _l("短時間內嘗試太多次，請稍候再試。")),
}
SENTENCES = {
    "Missing data for required field.": _l("這一欄必填。"),
    "Field may not be null.": _l("這一欄不能是 null。"),
    "Unknown field.": _l("沒有這個欄位。"),
    "Invalid input type.": _l("須為 JSON 物件。"),
    "Not a valid string.": _l("須為文字。"),
    "Not a valid integer.": _l("須為整數。"),
    "Number too large.": _l("數字太大。"),
    "Not a valid boolean.": _l("須為 true 或 false。"),
    "Not a valid list.": _l("須為清單。"),
    "Not a valid mapping type.": _l("須為 JSON 物件。"),
}


def flat(messages: object, field: str = "") -> dict[str, object]:
    """marshmallow nests its messages, in lists; a reader wants one sentence a field, as `co_proposers.0.share`."""
    if isinstance(messages, dict) and field and messages.keys() <= {"key", "value"}:  # a mapping's entry
        messages = next(iter(messages.values()))
    if not isinstance(messages, dict):
        said = str(messages[0] if isinstance(messages, list) else messages)
        return {field: SENTENCES.get(said, said)}
    said_at: dict[str, object] = {}
    for key, inside in messages.items():
        said_at |= flat(inside, f"{field}.{key}" if field else str(key))
    return said_at
