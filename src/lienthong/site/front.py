"""First of all, on every way in: who asks, as a trusted proxy tells it, and whether we are who was asked."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port, validate_host

from lienthong.kernel.refusals import Refusal
from lienthong.site.middleware import Handler, hardened

ONLY_HTTPS = "max-age=31536000"
"""For a year the browser opens this name over TLS only (RFC 6797); names below it are not ours to speak for."""


def at_the_front(handler: Handler) -> Handler:
    """Settings are read once: a process does not change its name."""
    proxies, names = settings.FRONT.proxies, tuple(settings.ALLOWED_HOSTS)

    def respond(request: HttpRequest) -> HttpResponse:
        environ = request.META
        if proxies.networks:
            proxies.tell(environ)
        is_ours = _is_ours(environ.get("HTTP_HOST") or environ["SERVER_NAME"], names)
        response = handler(request) if is_ours else _not_ours(request)
        if request.scheme == "https":
            response.headers["Strict-Transport-Security"] = ONLY_HTTPS
        return response

    return respond


@lru_cache(1000)
def _is_ours(host: str, names: tuple[str, ...]) -> bool:
    """A page that another name is led to (DNS rebinding) gets nothing, and no link is made of a stranger's word."""
    domain, _ = split_domain_port(host)
    return bool(domain) and validate_host(domain, names)


def _not_ours(request: HttpRequest) -> HttpResponse:
    refusal = Refusal(
        "unknown_host",
        "Máy chủ này không mang tên trong địa chỉ được mở. Hãy mở đúng địa chỉ của hệ thống; người vận hành đặt địa "
        "chỉ ấy bằng LIENTHONG_ADDRESS.",
        status=400,
    )
    if request.path.startswith("/api/"):
        from lienthong.site import api

        return hardened(api.refused(request, refusal))
    return hardened(
        HttpResponse(f"{refusal.sentence}\n", status=refusal.status, content_type="text/plain; charset=utf-8")
    )
