"""拒絕的話: every no the product says is one of these, and one handler renders them."""

from typing import Any, Self

from flask_babel import lazy_gettext as _l


class HubError(Exception):
    """A refusal that speaks to the user: `title` says what kind, `detail` what is wrong and what to do."""

    status = 500
    code = "error"
    title = _l("發生錯誤")
    detail = _l("系統沒有完成這個動作，資料沒有改變。請稍後再試一次。")

    def __init__(self, detail: object = None, /, **fields: object) -> None:
        super().__init__(detail or self.detail)
        self.detail = detail or type(self).detail  # type: ignore[assignment]  # a lazy string reads as str
        self.fields = fields
        self.more: dict[str, Any] = {}

    def beside(self, **more: Any) -> Self:
        """The same refusal with further members for programs, such as the present version."""
        self.more = more
        return self


class NotSignedIn(HubError):
    """Nobody is signed in, or the token is not valid (any more)."""

    status = 401
    code = "not-signed-in"
    title = _l("請先登入")
    detail = _l("這一頁需要先登入。登入後會回到這裡，已輸入的內容不會遺失。")


class NotAllowed(HubError):
    """The policy does not admit this person to this action on this thing."""

    status = 403
    code = "not-allowed"
    title = _l("沒有權限")
    detail = _l("您沒有做這件事的權限。若您認為應該可以，請洽研考承辦人。")


class NotFound(HubError):
    """There is no such thing, or this person may not know of it: both look the same."""

    status = 404
    code = "not-found"
    title = _l("找不到這一頁")
    detail = _l("這個網址沒有內容，或不在您可以看到的範圍。請由選單或清單重新進入。")


class NotNow(HubError):
    """The thing's stage has no such move."""

    status = 409
    code = "not-now"
    title = _l("現在不能這樣做")
    detail = _l("這件案子目前的狀態不能做這個動作。請重新整理，查看最新狀態。")


class Clash(HubError):
    """Somebody else changed the thing first."""

    status = 409
    code = "clash"
    title = _l("別人剛剛改過")
    detail = _l("在您按下之前，這筆資料已經被更新。請查看最新的內容，再決定要不要存入您的。")


class Invalid(HubError):
    """What was given breaks a rule; `fields` maps each field to its sentence."""

    status = 422
    code = "invalid"
    title = _l("內容需要修正")
    detail = _l("有欄位需要修正，請看各欄位旁的說明。")


class KeyReused(HubError):
    """The idempotency key was given to another request before."""

    status = 422
    code = "key-reused"
    title = _l("識別碼已經用過")
    detail = _l("這個重複送出識別碼（Idempotency-Key）已用於另一個內容不同的請求，請換一個新的。")


class NoBody(HubError):
    """An address that reads a body was sent none."""

    status = 400
    code = "no-body"
    title = _l("沒有內容")
    detail = _l("這個網址需要 JSON 內容。沒有要填的欄位時，請送 {}。")


class Encoded(HubError):
    """The body is compressed, or in letters other than UTF-8."""

    status = 415
    code = "encoding"
    title = _l("編碼不支援")
    detail = _l("請以 UTF-8 送出未壓縮的 JSON。")


class Stale(HubError):
    """If-Match names a version that is not the current one."""

    status = 412
    code = "stale"
    title = _l("版本已更新")
    detail = _l("您手上的版本不是最新的。現在的內容在 current，請比對後以它的版本再送出。")


class VersionNeeded(HubError):
    """A change without If-Match."""

    status = 428
    code = "version-needed"
    title = _l("需要版本")
    detail = _l("修改時請在 If-Match 標頭附上讀取時的版本（ETag，或內容中的 version）。")


class Unavailable(HubError):
    """The database does not answer."""

    status = 503
    code = "unavailable"
    title = _l("系統暫時無法使用")
    detail = _l("資料庫暫時沒有回應，資料不會遺失。請幾秒後再試一次。")
