"""帳號的權限: who may do what with accounts, tokens and sign-ins."""

from innovation_hub.kernel.policy.relations import administrator, auditor, mine, staff
from innovation_hub.kernel.policy.rules import anyone, signed_in

MAY = {
    "accounts.sign_in": anyone,
    "accounts.preferences": anyone,
    "accounts.sign_out": signed_in,
    "accounts.me": signed_in,
    "accounts.tokens": staff | auditor,
    "token.revoke": mine,
    "sign_in.end": mine,
    "accounts.people": administrator | auditor,
}
