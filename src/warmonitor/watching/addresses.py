"""Which addresses may be connected to: none inside, so that no hostile feed makes us read our own network.

A name is resolved, every address it stands for is checked, and the connection is made to the address that
was checked: a name that means something else a moment later changes nothing.
"""

import ipaddress
import socket
from collections.abc import Callable, Collection

from warmonitor.watching.errors import NotFetchedError

Resolve = Callable[[str, int], list[str]]
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def resolve(host: str, port: int) -> list[str]:
    """The addresses that a host's name stands for.

    Raises:
        OSError: when it stands for none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def checked_address(host: str, port: int, allowed: Collection[str] = (), resolve: Resolve = resolve) -> str:
    """The address to connect to for a host.

    Args:
        host: a name or an address.
        port: the port, which `allowed` may name too.
        allowed: hosts, or hosts with ports as "127.0.0.1:8080", that may lie inside.
        resolve: gives the addresses of a name.

    Raises:
        NotFetchedError: when the name stands for no address, or for one inside.
    """
    try:
        found = resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise NotFetchedError(
            f"the name {host} stands for no address", "check the address", passing=True
        ) from error
    if is_allowed(host, port, allowed):
        return found[0]
    inside = [one for one in found if not _is_outside(one)]
    if inside or not found:
        raise NotFetchedError(
            f"{host} lies inside ({', '.join(inside)}); private and reserved addresses are not fetched",
            "where it is a service of your own, allow it by name",
        )
    return found[0]


def is_allowed(host: str, port: int, allowed: Collection[str]) -> bool:
    """Whether a host is one of those that may lie inside."""
    return host in allowed or f"{host}:{port}" in allowed


def _is_outside(text: str) -> bool:
    address: _Address = ipaddress.ip_address(text.partition("%")[0])
    return all(one.is_global and not one.is_multicast for one in (address, *_embedded(address)))


def _embedded(address: _Address) -> list[_Address]:
    """The IPv4 addresses that an IPv6 address leads to."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    found: list[_Address | None] = [address.ipv4_mapped, address.sixtofour]
    found += address.teredo or ()
    if address in _NAT64:
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [one for one in found if one is not None]
