"""What passes between a server that is measured and the load generator."""
import socket
from dataclasses import dataclass, field


def free_udp_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("0.0.0.0", 0))
        return probe.getsockname()[1]


@dataclass
class Peer:
    """How a browser of the load generator is known to a server."""
    fingerprint: str
    fragment: str = "peer"
    password: str = "thePasswordOfABrowser0123"
    port: int = field(default_factory=free_udp_port)


@dataclass
class Started:
    """Where a server waits for it, and what it is to send or will get."""
    address: str
    port: int
    fragment: str
    password: str
    fingerprint: str
    ssrc: int
    payload_type: int
