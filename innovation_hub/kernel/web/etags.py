"""版本比對: ETag and If-Match: whoever changes a thing says which version she saw."""

from flask import Response, request

from innovation_hub.kernel.errors import Stale, VersionNeeded


def match(version: int) -> None:
    """VersionNeeded without If-Match, Stale when it names another version than this."""
    if not request.if_match and not request.if_match.star_tag:
        raise VersionNeeded
    if not request.if_match.contains(str(version)):
        raise Stale


def tag(version: int) -> dict[str, str]:
    """The ETag header of this version."""
    response = Response()
    response.set_etag(str(version))
    return {"ETag": response.headers["ETag"]}
