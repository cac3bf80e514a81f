"""Where this machine can be reached by phones: its addresses on the networks it is in."""

import contextlib
import ipaddress
import socket

PROBES = ("192.0.2.1", "10.255.255.255", "192.168.255.255", "172.31.255.255")
"""Addresses toward which the system would choose a way; nothing is sent to them."""


def addresses() -> list[str]:
    """The machine's own IPv4 addresses that a phone could reach, the likeliest first."""
    found = [_toward(probe) for probe in PROBES]
    with contextlib.suppress(OSError):
        found += [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None)]
    return list(dict.fromkeys(one for one in found if one and _reachable(one)))


def _toward(probe: str) -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect((probe, 9))
            return str(asked.getsockname()[0])
        except OSError:
            return ""


def _reachable(address: str) -> bool:
    try:
        one = ipaddress.ip_address(address)
    except ValueError:
        return False
    return one.version == 4 and not one.is_loopback and not one.is_unspecified


def is_loopback(address: str) -> bool:
    """Whether an address is this machine itself."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
