// A peer connection that negotiates and has senders, whose parameters change while a description is applied: what was
// read before cannot be written after (libwebrtc compares the RTCP part, which nobody sets).
import { FakePeer } from "./fakePeer";

const TURNS_BEFORE_APPLYING = 3;
const TURNS_BEFORE_SETTING = 2;

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
}

interface Parameters {
  epoch: number;
  encodings: RTCRtpEncodingParameters[];
}

export class FakeSender {
  track: MediaStreamTrack | null = null;
  private encoding: RTCRtpEncodingParameters = {};

  constructor(
    private readonly peer: FakeSendingPeer,
    readonly kind: string,
  ) {}

  /** Senders of sound have nothing to send before it has been agreed on. */
  get encodings(): RTCRtpEncodingParameters[] {
    return this.kind === "audio" && !this.peer.agreed ? [] : [{ ...this.encoding }];
  }

  async replaceTrack(track: MediaStreamTrack | null): Promise<void> {
    await turns(1);
    this.track = track;
  }

  getParameters(): Parameters {
    return { epoch: this.peer.epoch, encodings: this.encodings };
  }

  async setParameters({ epoch, encodings: [encoding] }: Parameters): Promise<void> {
    await turns(TURNS_BEFORE_SETTING);
    if (epoch !== this.peer.epoch)
      throw new DOMException("modified RTCP parameters", "InvalidModificationError");
    this.encoding = { ...encoding };
  }
}

export class FakeSendingPeer extends FakePeer {
  static readonly made: FakeSendingPeer[] = [];
  readonly connectionState = "new";
  epoch = 0;
  private readonly places: { direction: string; currentDirection: string | null; sender: FakeSender }[] = [];

  constructor() {
    super(`peer${FakeSendingPeer.made.length}`);
    FakeSendingPeer.made.push(this);
  }

  get senders(): FakeSender[] {
    return this.places.map(({ sender }) => sender);
  }

  getTransceivers() {
    return this.places;
  }

  addTransceiver(kind: string, { direction }: { direction: string }): void {
    this.places.push({ direction, currentDirection: null, sender: new FakeSender(this, kind) });
  }

  override async setLocalDescription(): Promise<void> {
    await turns(TURNS_BEFORE_APPLYING);
    this.epoch += 1;
    await super.setLocalDescription();
  }

  override async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    await turns(TURNS_BEFORE_APPLYING);
    this.epoch += 1;
    await super.setRemoteDescription(description);
  }

  close(): void {
    return;
  }
}
