"""壓縮: files and pages travel small, except a page that another site had this browser ask for."""

from flask import Flask, Response, request
from flask_compress import Compress

ALGORITHMS = ["br", "gzip"]
KINDS = ["text/html", "text/css", "text/javascript", "image/svg+xml"]


def init_compression(app: Flask) -> None:
    """Compresses what is answered, where the browser understands it."""
    app.config.update(
        COMPRESS_REGISTER=False,
        COMPRESS_MIMETYPES=KINDS,
        COMPRESS_ALGORITHM=ALGORITHMS,
        COMPRESS_ALGORITHM_STREAMING=ALGORITHMS,
        COMPRESS_EVALUATE_CONDITIONAL_REQUEST=False,
    )
    compress = Compress(app)

    @app.after_request
    def squeeze(response: Response) -> Response:
        return _with_its_tag(compress, response) if _asked_from_here() else response


def _asked_from_here() -> bool:
    """The size of a compressed page tells an eavesdropper about the form token in it, if he can have the page asked for
    again and again with words of his own (BREACH); browsers say so when another site asks. Files hold no secret.
    """
    return request.endpoint == "static" or request.headers.get("Sec-Fetch-Site") in ("same-origin", "none")


def _with_its_tag(compress: Compress, response: Response) -> Response:
    """The library would name the encoding in the ETag, which the view that made it would not know again."""
    tag = response.headers.get("ETag")
    squeezed = compress.after_request(response)
    if tag:
        squeezed.headers["ETag"] = tag
    return squeezed
