"""Debian's Janus as a server to compare with: its VideoRoom plugin, driven over a UNIX socket."""
import json
import queue
import random
import re
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from peers import Peer, Started

CONFIGURATION = {
    "janus.jcfg": """
general: {{ configs_folder = "{folder}", plugins_folder = "{library}/plugins", transports_folder = "{library}/transports"
  events_folder = "{library}/events", loggers_folder = "{library}/loggers", debug_level = 3, protected_folders = [] }}
certificates: {{ }}
media: {{ }}
nat: {{ full_trickle = false, ice_ignore_list = "vmnet" }}
plugins: {{ disable = "{unused_plugins}" }}
transports: {{ disable = "libjanus_http.so,libjanus_websockets.so,libjanus_mqtt.so,libjanus_nanomsg.so,libjanus_rabbitmq.so" }}
""",
    "janus.transport.pfunix.jcfg": """
general: {{ enabled = true, json = "compact", path = "{folder}/api", type = "SOCK_SEQPACKET" }}
""",
    "janus.plugin.videoroom.jcfg": "general: {{ }}\n",
}
LIBRARY = "/usr/lib/x86_64-linux-gnu/janus"
UNUSED_PLUGINS = ",".join(f"libjanus_{name}.so" for name in (
    "audiobridge", "duktape", "echotest", "lua", "nosip", "recordplay", "sip", "streaming", "textroom", "videocall",
    "voicemail"))
ROOM = 1234
PAYLOAD_TYPE = 96
PUBLISHER_SSRC = 4711


def own_address() -> str:
    """Janus uses no loopback."""
    return subprocess.run(["hostname", "-I"], capture_output=True, text=True, check=True).stdout.split()[0]


def description(peer: Peer, setup: str, direction: str, ssrc: int | None, mid: str = "0") -> str:
    """What a browser with one video section says of itself."""
    lines = ["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "t=0 0", f"a=group:BUNDLE {mid}", "a=msid-semantic: WMS *",
             f"m=video 9 UDP/TLS/RTP/SAVPF {PAYLOAD_TYPE}", "c=IN IP4 0.0.0.0", f"a=mid:{mid}", f"a={direction}",
             f"a=ice-ufrag:{peer.fragment}", f"a=ice-pwd:{peer.password}", f"a=fingerprint:sha-256 {peer.fingerprint}",
             f"a=candidate:1 1 udp 2130706431 {own_address()} {peer.port} typ host", "a=end-of-candidates",
             f"a=setup:{setup}", "a=rtcp-mux", f"a=rtpmap:{PAYLOAD_TYPE} VP8/90000",
             f"a=rtcp-fb:{PAYLOAD_TYPE} nack pli", f"a=rtcp-fb:{PAYLOAD_TYPE} ccm fir",
             f"a=rtcp-fb:{PAYLOAD_TYPE} goog-remb"]
    if ssrc is not None:
        lines += ["a=msid:stream video", f"a=ssrc:{ssrc} cname:publisher"]
    return "\r\n".join(lines) + "\r\n"


def target_of(sdp: str) -> dict:
    """Where a description of Janus says that it is."""
    def find(pattern: str) -> str:
        found = re.search(pattern, sdp, re.MULTILINE)
        if not found:
            raise RuntimeError(f"no {pattern} in {sdp}")
        return found.group(1).strip()

    candidates = re.findall(r"a=candidate:\S+ 1 udp \d+ (\d+\.\d+\.\d+\.\d+) (\d+) typ host", sdp, re.IGNORECASE)
    if not candidates:
        raise RuntimeError(f"no candidate in {sdp}")
    ssrc = re.search(r"a=ssrc:(\d+)", sdp)
    return {"address": candidates[0][0], "port": int(candidates[0][1]), "fragment": find(r"a=ice-ufrag:(.*)"),
            "password": find(r"a=ice-pwd:(.*)"), "fingerprint": find(r"a=fingerprint:sha-256 (.*)"),
            "ssrc": int(ssrc.group(1)) if ssrc else 0, "mid": find(r"a=mid:(.*)")}


class Janus:
    name = "Janus"

    def __enter__(self) -> "Janus":
        self.folder = tempfile.TemporaryDirectory(prefix="vtp-janus-")
        for name, text in CONFIGURATION.items():
            (Path(self.folder.name) / name).write_text(
                text.format(folder=self.folder.name, library=LIBRARY, unused_plugins=UNUSED_PLUGINS))
        self._start()
        self.answers: dict[str, queue.Queue] = {}
        threading.Thread(target=self._read, daemon=True).start()
        self.session = self._ask({"janus": "create"})["data"]["id"]
        threading.Thread(target=self._keep_alive, daemon=True).start()
        handle = self._attach()
        self._message(handle, {"request": "create", "room": ROOM, "publishers": 10, "bitrate": 0,
                               "videocodec": "vp8", "audiocodec": "opus"}, is_at_once=True)
        self.feed = None
        return self

    def __exit__(self, *_) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
        self.socket.close()
        self.folder.cleanup()

    def _start(self) -> None:
        """Its socket thread sometimes ends before it has begun, and Janus with it: then once more."""
        for _ in range(20):
            self.process = subprocess.Popen(["janus", "-F", self.folder.name, "-o"], stdout=subprocess.DEVNULL,
                                            stderr=subprocess.DEVNULL)
            self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            while self.process.poll() is None:
                try:
                    return self.socket.connect(f"{self.folder.name}/api")
                except OSError:
                    time.sleep(0.1)
        raise RuntimeError("Janus does not start")

    def _read(self) -> None:
        while data := self.socket.recv(1 << 20):
            message = json.loads(data)
            waiting = self.answers.get(message.get("transaction", ""))
            if waiting is not None:
                waiting.put(message)

    def _keep_alive(self) -> None:
        while True:
            time.sleep(20)
            try:
                self._ask({"janus": "keepalive", "session_id": self.session})
            except OSError:
                return

    def _ask(self, message: dict, wanted: tuple[str, ...] = ("success", "ack", "error")) -> dict:
        transaction = f"t{random.getrandbits(60)}"
        self.answers[transaction] = queue.Queue()
        self.socket.sendall(json.dumps(message | {"transaction": transaction}).encode())
        while True:
            answer = self.answers[transaction].get(timeout=20)
            if answer["janus"] == "error":
                raise RuntimeError(answer)
            if answer["janus"] in wanted:
                del self.answers[transaction]
                return answer

    def _attach(self) -> int:
        return self._ask({"janus": "attach", "session_id": self.session,
                          "plugin": "janus.plugin.videoroom"})["data"]["id"]

    def _message(self, handle: int, body: dict, sdp: tuple[str, str] | None = None, is_at_once: bool = False) -> dict:
        message = {"janus": "message", "session_id": self.session, "handle_id": handle, "body": body}
        if sdp:
            message["jsep"] = {"type": sdp[0], "sdp": sdp[1], "trickle": False}
        answer = self._ask(message, ("success",) if is_at_once else ("event",))
        data = answer.get("plugindata", {}).get("data", {})
        if "error" in data:
            raise RuntimeError(data)
        return answer

    def publish(self, peer: Peer) -> Started:
        handle = self._attach()
        joined = self._message(handle, {"request": "join", "ptype": "publisher", "room": ROOM})
        self.feed = joined["plugindata"]["data"]["id"]
        answer = self._message(handle, {"request": "publish", "audio": False, "video": True},
                               ("offer", description(peer, "active", "sendonly", PUBLISHER_SSRC)))
        target = target_of(answer["jsep"]["sdp"])
        return Started(**{key: target[key] for key in ("address", "port", "fragment", "password", "fingerprint")},
                       ssrc=PUBLISHER_SSRC, payload_type=PAYLOAD_TYPE)

    def view(self, peer: Peer) -> Started:
        handle = self._attach()
        offered = self._message(handle, {"request": "join", "ptype": "subscriber", "room": ROOM,
                                         "streams": [{"feed": self.feed}]})
        target = target_of(offered["jsep"]["sdp"])
        self._message(handle, {"request": "start"},
                      ("answer", description(peer, "active", "recvonly", None, target["mid"])))
        return Started(**{key: target[key] for key in ("address", "port", "fragment", "password", "fingerprint")},
                       ssrc=target["ssrc"], payload_type=PAYLOAD_TYPE)
