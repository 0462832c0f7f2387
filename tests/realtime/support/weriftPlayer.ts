// A player of werift, WebRTC in TypeScript that has nothing in common with libwebrtc: it counts what comes, and knows a
// key frame of H.264 when it sees one.
import { MediaStreamTrack, RTCPeerConnection, useH264, useOPUS, type RtpPacket } from "werift";

const PATIENCE_MS = 30_000;
// RFC 6184: types of NAL units.
const KEY_FRAME = 5;
const AGGREGATE = 24;
const FRAGMENT = 28;

export class WeriftPlayer {
  readonly packets = { audio: 0, video: 0 };
  private sawKeyFrame = false;
  private wake: () => void = () => undefined;
  private readonly connection = new RTCPeerConnection({ codecs: { audio: [useOPUS()], video: [useH264()] } });

  constructor(
    private readonly endpoint: string,
    private readonly token: string,
  ) {
    for (const kind of ["audio", "video"] as const)
      this.connection.addTransceiver(kind, { direction: "recvonly" }).onTrack.subscribe((track) => {
        track.onReceiveRtp.subscribe((packet) => this.take(track, packet));
      });
  }

  async play(): Promise<void> {
    await this.connection.setLocalDescription(await this.connection.createOffer());
    const response = await fetch(this.endpoint, {
      method: "POST",
      headers: { Authorization: `Bearer ${this.token}`, "Content-Type": "application/sdp" },
      body: this.connection.localDescription?.sdp ?? "",
    });
    const answer = await response.text();
    if (response.status !== 201) throw new Error(`${response.status}: ${answer}`);
    await this.connection.setRemoteDescription({ type: "answer", sdp: answer });
  }

  /** A picture that can be shown, and sound after it. */
  async seesAndHears(): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    const before = this.packets.audio;
    while (!this.sawKeyFrame || this.packets.audio - before < 50) {
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`only this came: ${JSON.stringify(this.packets)}, ${this.sawKeyFrame}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.wake = () => (clearTimeout(timer), resolve());
      });
    }
  }

  close(): void {
    void this.connection.close();
  }

  private take(track: MediaStreamTrack, { payload }: RtpPacket): void {
    const isVideo = track.kind === "video";
    this.packets[isVideo ? "video" : "audio"] += 1;
    if (isVideo && beginsKeyFrame(payload)) this.sawKeyFrame = true;
    this.wake();
  }
}

function beginsKeyFrame(payload: Buffer): boolean {
  const type = (payload[0] ?? 0) & 0x1f;
  if (type === FRAGMENT) return ((payload[1] ?? 0) & 0x1f) === KEY_FRAME;
  if (type !== AGGREGATE) return type === KEY_FRAME;
  for (let at = 1; at + 2 < payload.length; at += 2 + payload.readUInt16BE(at))
    if (((payload[at + 2] ?? 0) & 0x1f) === KEY_FRAME) return true;
  return false;
}
