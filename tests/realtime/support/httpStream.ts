// Encoders and players without our page: an offer by POST, and what follows by PATCH and DELETE (RFC 9725 and its
// sibling). Nothing here knows more of the server than an address and a credential.
import { nextFrame, nextSound, Sources, stack } from "./stack";

export interface Answer {
  status: number;
  code?: string;
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const code = /"code":"([A-Z_]+)"/.exec(text)?.[1];
  return { status: response.status, ...(code !== undefined && { code }) };
}

export class HttpStream {
  private readonly sources = new Sources();
  private readonly tracks = new Map<string, MediaStreamTrack>();
  private readonly connection = new stack.RTCPeerConnection();
  private etag = "";
  private answer = "";
  private url = "";

  private constructor(
    private readonly endpoint: string,
    private readonly credential: string,
  ) {
    this.connection.ontrack = ({ track }) => this.tracks.set(track.kind, track);
  }

  /** A tone and a picture. */
  static encoder(endpoint: string, key: string): HttpStream {
    const stream = new HttpStream(endpoint, key);
    for (const track of [stream.sources.mic(), stream.sources.camera()])
      stream.connection.addTransceiver(track, { direction: "sendonly" });
    return stream;
  }

  static player(endpoint: string, token: string): HttpStream {
    const stream = new HttpStream(endpoint, token);
    for (const kind of ["audio", "video"]) stream.connection.addTransceiver(kind, { direction: "recvonly" });
    return stream;
  }

  /** What the server says to the offer; of meaning for the connection only if it is 201. */
  async open(): Promise<Answer> {
    const offer = await this.connection.createOffer();
    const response = await this.request("POST", this.endpoint, "application/sdp", offer.sdp);
    if (response.status !== 201) return answerOf(response);
    this.etag = response.headers.get("ETag") ?? "";
    this.url = new URL(response.headers.get("Location") ?? "", this.endpoint).href;
    this.answer = await response.text();
    await this.connection.setLocalDescription(offer);
    await this.connection.setRemoteDescription({ type: "answer", sdp: this.answer });
    return { status: response.status };
  }

  /** Players are sent away until there is something to show. */
  async openSoon(): Promise<Answer> {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const answer = await this.open();
      if (answer.code !== "NOTHING_TO_PLAY" || Date.now() > deadline) return answer;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  async trickle(etag = this.etag): Promise<Answer> {
    return answerOf(
      await this.request(
        "PATCH",
        this.url,
        "application/trickle-ice-sdpfrag",
        "a=end-of-candidates\r\n",
        etag,
      ),
    );
  }

  /** New credentials on both sides, in the same session of DTLS. */
  async restartIce(): Promise<void> {
    const offer = await this.connection.createOffer({ iceRestart: true });
    const line = (text: string, name: string) =>
      new RegExp(`^a=${name}:.*$`, "m").exec(text)?.[0].trim() ?? "";
    const fragment = [line(offer.sdp ?? "", "ice-ufrag"), line(offer.sdp ?? "", "ice-pwd"), ""].join("\r\n");
    const response = await this.request("PATCH", this.url, "application/trickle-ice-sdpfrag", fragment, "*");
    if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
    this.etag = response.headers.get("ETag") ?? "";
    const news = await response.text();
    for (const name of ["ice-ufrag", "ice-pwd"])
      this.answer = this.answer.replace(new RegExp(`^a=${name}:.*$`, "gm"), line(news, name));
    await this.connection.setLocalDescription(offer);
    await this.connection.setRemoteDescription({ type: "answer", sdp: this.answer });
  }

  async end(): Promise<Answer> {
    return answerOf(await this.request("DELETE", this.url));
  }

  nextFrame(): Promise<number> {
    return nextFrame(this.track("video"));
  }

  nextSound(): Promise<number> {
    return nextSound(this.track("audio"));
  }

  /** As a program does that goes without a word over HTTP. */
  close(): void {
    this.sources.stop();
    this.connection.close();
  }

  private track(kind: string): MediaStreamTrack {
    const track = this.tracks.get(kind);
    if (!track) throw new Error(`the answer has no ${kind}`);
    return track;
  }

  private request(
    method: string,
    url: string,
    type?: string,
    body?: string,
    ifMatch?: string,
  ): Promise<Response> {
    return fetch(url, {
      method,
      headers: {
        Authorization: `Bearer ${this.credential}`,
        ...(type !== undefined && { "Content-Type": type }),
        ...(ifMatch !== undefined && { "If-Match": ifMatch }),
      },
      ...(body !== undefined && { body }),
    });
  }
}
