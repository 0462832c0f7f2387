// libwebrtc for Node, which knows Opus and VP8 and has no H.264, as Debian's Firefox: what it sends and what it shows.
import wrtc from "@roamhq/wrtc";

interface Frame {
  width: number;
  height: number;
  data: Uint8Array;
}
interface Sink {
  onframe?: (event: { frame: Frame }) => void;
  ondata?: (data: { samples: Int16Array }) => void;
  stop(): void;
}
interface NonStandard {
  RTCVideoSource: new () => { createTrack(): MediaStreamTrack; onFrame(frame: Frame): void };
  RTCAudioSource: new () => {
    createTrack(): MediaStreamTrack;
    onData(data: {
      samples: Int16Array;
      sampleRate: number;
      bitsPerSample: number;
      channelCount: number;
      numberOfFrames: number;
    }): void;
  };
  RTCVideoSink: new (track: MediaStreamTrack) => Sink;
  RTCAudioSink: new (track: MediaStreamTrack) => Sink;
}
interface Stack {
  RTCPeerConnection: typeof RTCPeerConnection;
  MediaStream: typeof MediaStream;
  nonstandard: NonStandard;
}

export const stack = wrtc as unknown as Stack;
const { RTCAudioSink, RTCAudioSource, RTCVideoSink, RTCVideoSource } = stack.nonstandard;

const PATIENCE_MS = 30_000;
const FRAME_MS = 40;

/** Tracks that send by themselves until they are stopped. */
export class Sources {
  private readonly stops: (() => void)[] = [];

  /** A tone. */
  mic(): MediaStreamTrack {
    const source = new RTCAudioSource();
    let phase = 0;
    this.every(10, () => {
      const samples = Int16Array.from({ length: 480 }, () => 12_000 * Math.sin((phase += 0.05)));
      source.onData({
        samples,
        sampleRate: 48_000,
        bitsPerSample: 16,
        channelCount: 1,
        numberOfFrames: 480,
      });
    });
    return source.createTrack();
  }

  /** A picture that changes. */
  camera(): MediaStreamTrack {
    const source = new RTCVideoSource();
    const [width, height] = [320, 180];
    let n = 0;
    this.every(FRAME_MS, () => {
      source.onFrame({ width, height, data: new Uint8Array((width * height * 3) / 2).fill(++n % 200) });
    });
    return source.createTrack();
  }

  stop(): void {
    this.stops.splice(0).forEach((stop) => stop());
  }

  private every(milliseconds: number, act: () => void): void {
    const timer = setInterval(act, milliseconds);
    this.stops.push(() => clearInterval(timer));
  }
}

/** The next picture that comes, and its width. */
export function nextFrame(track: MediaStreamTrack): Promise<number> {
  const sink = new RTCVideoSink(track);
  return first(sink, (done) => (sink.onframe = ({ frame }) => done(frame.width)));
}

/** Waits for sound that is no silence. */
export function nextSound(track: MediaStreamTrack): Promise<number> {
  const sink = new RTCAudioSink(track);
  return first(
    sink,
    (done) =>
      (sink.ondata = ({ samples }) => {
        const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
        if (loudest > 1_000) done(loudest);
      }),
  );
}

function first(sink: Sink, listen: (done: (value: number) => void) => void): Promise<number> {
  return new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => {
      sink.stop();
      reject(new Error("nothing came"));
    }, PATIENCE_MS);
    listen((value) => {
      clearTimeout(timer);
      sink.stop();
      resolve(value);
    });
  });
}
