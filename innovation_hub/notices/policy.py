"""通知的權限: everyone reads her own."""

from innovation_hub.kernel.policy.relations import mine
from innovation_hub.kernel.policy.rules import signed_in

MAY = {
    "notice.list": signed_in,
    "notice.read": mine,
}
