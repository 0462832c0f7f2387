"""An encoder of Debian's GStreamer (webrtcbin, libnice, x264): publishes a test picture in H.264 and a tone by WHIP until
its standard input ends, then takes leave. Arguments: the address of the endpoint and the key. Prints "published" once
the connection is there."""
import sys
import urllib.request
from urllib.parse import urljoin

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstSdp", "1.0")
gi.require_version("GstWebRTC", "1.0")
from gi.repository import GLib, Gst, GstSdp, GstWebRTC  # noqa: E402

PIPELINE = """
webrtcbin name=peer bundle-policy=max-bundle
videotestsrc is-live=true pattern=ball ! video/x-raw,width=320,height=180,framerate=15/1 ! videoconvert
  ! x264enc tune=zerolatency speed-preset=ultrafast bitrate=300 key-int-max=30 ! video/x-h264,profile=constrained-baseline
  ! rtph264pay config-interval=-1 aggregate-mode=zero-latency
  ! application/x-rtp,media=video,encoding-name=H264,payload=96,clock-rate=90000 ! peer.
audiotestsrc is-live=true ! audioconvert ! audioresample ! opusenc ! rtpopuspay
  ! application/x-rtp,media=audio,encoding-name=OPUS,payload=97,clock-rate=48000,encoding-params=(string)2 ! peer.
"""


class Encoder:
    def __init__(self, endpoint: str, key: str):
        self.endpoint, self.key, self.resource = endpoint, key, None
        self.loop = GLib.MainLoop()
        self.pipeline = Gst.parse_launch(PIPELINE)
        self.peer = self.pipeline.get_by_name("peer")
        self.peer.connect("on-negotiation-needed", self.offer)
        self.peer.connect("notify::ice-gathering-state", self.gathered)
        self.peer.connect("notify::connection-state", self.connected)
        GLib.io_add_watch(sys.stdin, GLib.IO_HUP | GLib.IO_IN, lambda *_: self.loop.quit())

    def request(self, method: str, url: str, body: bytes | None = None):
        headers = {"Authorization": f"Bearer {self.key}"}
        if body is not None:
            headers["Content-Type"] = "application/sdp"
        return urllib.request.urlopen(urllib.request.Request(url, body, headers, method=method))

    def offer(self, _peer):
        def made(promise, _):
            reply = promise.get_reply()  # owns the offer
            offer = reply.get_value("offer")
            self.peer.emit("set-local-description", offer, Gst.Promise.new())

        self.peer.emit("create-offer", None, Gst.Promise.new_with_change_func(made, None))

    def gathered(self, peer, _):
        if peer.get_property("ice-gathering-state") == GstWebRTC.WebRTCICEGatheringState.COMPLETE:
            GLib.idle_add(self.publish)

    def publish(self):
        offer = self.peer.get_property("local-description").sdp.as_text()
        with self.request("POST", self.endpoint, offer.encode()) as response:
            self.resource = urljoin(self.endpoint, response.headers["Location"])
            answer = response.read()
        _, sdp = GstSdp.SDPMessage.new_from_text(answer.decode())
        description = GstWebRTC.WebRTCSessionDescription.new(GstWebRTC.WebRTCSDPType.ANSWER, sdp)
        self.peer.emit("set-remote-description", description, Gst.Promise.new())
        return False

    def connected(self, peer, _):
        if peer.get_property("connection-state") == GstWebRTC.WebRTCPeerConnectionState.CONNECTED:
            print("published", flush=True)

    def run(self):
        self.pipeline.set_state(Gst.State.PLAYING)
        self.loop.run()
        if self.resource:
            self.request("DELETE", self.resource).close()
        self.pipeline.set_state(Gst.State.NULL)


if __name__ == "__main__":
    Gst.init(None)
    Encoder(sys.argv[1], sys.argv[2]).run()
