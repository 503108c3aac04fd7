"""What every answer says to the browser: nothing from another host, no frame, no guessing of types."""

from dash import Dash
from flask import Response, abort, request

_STATIC = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
CALLBACKS = "/_dash-update-component"
_IMMUTABLE = ("/assets/", "/_dash-component-suites/")
_LARGEST_BODY = 64 * 1024


def content_policy(app: Dash) -> str:
    """The Content-Security-Policy of this app. Only after the app's setup are the hashes complete.

    Dash's core components add style elements, so those may be inline; scripts never are beyond Dash's own start.
    """
    hashes = " ".join(f"'{h.strip(chr(39))}'" for h in app.csp_hashes())
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {hashes}",
            "style-src 'self'",
            "style-src-elem 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def secure(app: Dash) -> None:
    """Add headers to every answer and refuse callback requests that are none; call after all callbacks are declared."""
    policy: list[str] = []
    app.server.config["MAX_CONTENT_LENGTH"] = _LARGEST_BODY

    @app.server.before_request
    def refuse_malformed() -> None:
        if request.path == CALLBACKS and not is_callback(request.get_json(silent=True), app):
            abort(400)

    @app.server.after_request
    def add_headers(response: Response) -> Response:
        if not policy:
            policy.append(content_policy(app))
        response.headers["Content-Security-Policy"] = policy[0]
        for name, value in _STATIC.items():
            response.headers[name] = value
        if not request.path.startswith(_IMMUTABLE):
            response.headers["Cache-Control"] = "no-store"
        return response


def is_callback(body: object, app: Dash) -> bool:
    """Whether a request names a callback of this app and brings what the renderer always brings."""
    if not isinstance(body, dict) or body.get("output") not in app.callback_map:
        return False
    inputs = body.get("inputs")
    return isinstance(inputs, list) and all(isinstance(given, dict) and "id" in given for given in inputs)
