"""Connects to the address that was checked, under the name that was asked for."""

from collections.abc import Collection

import httpx

from warmonitor.watching.addresses import Resolve, checked_address, resolve


class CheckedTransport(httpx.BaseTransport):
    """An HTTP transport that resolves, checks and connects by itself; each redirect comes through it again.

    Connections are not kept: one to an address must not serve another name at the same address.
    """

    def __init__(self, allowed: Collection[str] = (), resolve: Resolve = resolve) -> None:
        self._allowed = allowed
        self._resolve = resolve
        self._inner = httpx.HTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Sends a request.

        Raises:
            NotFetchedError: when the host lies inside.
            httpx.TransportError: when the connection fails.
        """
        url = request.url
        address = checked_address(url.host, port_of(url), self._allowed, self._resolve)
        checked = httpx.Request(
            request.method,
            url.copy_with(host=address),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": url.host},
        )
        return self._inner.handle_request(checked)

    def close(self) -> None:
        """Closes what is open."""
        self._inner.close()


def port_of(url: httpx.URL) -> int:
    """The port that an address is asked at."""
    return url.port or (443 if url.scheme == "https" else 80)
