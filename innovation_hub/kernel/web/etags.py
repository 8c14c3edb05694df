"""版本比對: ETag and If-Match (RFC 9110 §13.1.1): whoever changes a thing says which version she saw."""

from collections.abc import Callable
from typing import Any

from flask import Response, request

from innovation_hub.kernel.errors import Stale, VersionNeeded

Current = Callable[[], Any]


def match(version: int, current: Current) -> None:
    """VersionNeeded without If-Match, Stale when it names another version; `current` gives what stands there now."""
    if not request.if_match and not request.if_match.star_tag:
        raise VersionNeeded
    match_if_named(version, current)


def match_if_named(version: int, current: Current) -> None:
    """Stale when If-Match names another version; a move may leave it out, since its stage already guards it.

    A weakened tag of the present version counts: proxies that compress make `"3"` into `W/"3"`.
    """
    named = request.if_match
    if (named or named.star_tag) and not named.contains_weak(str(version)):
        raise Stale().beside(version=version, current=current())


def tag(version: int) -> dict[str, str]:
    """The ETag header of this version."""
    response = Response()
    response.set_etag(str(version))
    return {"ETag": response.headers["ETag"]}
