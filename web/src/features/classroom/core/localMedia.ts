// One's own microphone, camera and screen: switched on when they are wanted, never before.
import { canBlur, setBlur } from "./backgroundBlur";
import { loadPreferences, savePreferences } from "./preferences";
import { NO_TRACKS, type DataUse, type Slot, type Tracks } from "./slots";
import { Store } from "./store";

export type Source = "mic" | "camera" | "screen";

/** What keeps a device from working, by what the person can do about it. */
export type Problem = "denied" | "missing" | "busy" | "insecure" | "unknown";

export type SourceState =
  { is: "off" } | { is: "starting" } | { is: "on" } | { is: "failed"; problem: Problem };

export interface Device {
  id: string;
  name: string;
}

export interface LocalState {
  mic: SourceState;
  camera: SourceState;
  screen: SourceState;
  tracks: Tracks;
  devices: Readonly<Record<"mics" | "cameras" | "speakers", readonly Device[]>>;
  micId: string;
  cameraId: string;
  speakerId: string;
  dataUse: DataUse;
  /** What is behind one is to be blurred; `canBlur`: this camera can do it. */
  blur: boolean;
  canBlur: boolean;
}

/** Slides want sharp letters, films want smooth motion. */
export type ScreenKind = "detail" | "motion";

export class LocalMedia {
  readonly store: Store<LocalState>;
  private isOpen = false;
  /** A muted microphone stays open, silent: to speak again takes no time and no question. */
  private mutedMic: MediaStreamTrack | null = null;

  constructor() {
    const { micId, cameraId, speakerId, dataUse, blur } = loadPreferences();
    this.store = new Store<LocalState>({
      mic: { is: "off" },
      camera: { is: "off" },
      screen: { is: "off" },
      tracks: NO_TRACKS,
      devices: { mics: [], cameras: [], speakers: [] },
      micId,
      cameraId,
      speakerId,
      dataUse,
      blur,
      canBlur: false,
    });
  }

  /** Follows what is plugged in and out; the returned function lets go of everything. */
  open(): () => void {
    const stop = new AbortController();
    const list = () => void this.listDevices();
    this.isOpen = true;
    navigator.mediaDevices?.addEventListener("devicechange", list, { signal: stop.signal });
    list();
    return () => {
      this.isOpen = false;
      stop.abort();
      this.stopAll();
    };
  }

  get canShareScreen(): boolean {
    return typeof navigator.mediaDevices?.getDisplayMedia === "function";
  }

  async setMic(on: boolean): Promise<void> {
    const { mic, micId, tracks } = this.store.state;
    if (!on) return this.mute();
    if (tracks.mic || mic.is === "starting") return;
    const muted = this.mutedMic;
    this.mutedMic = null;
    if (muted?.readyState === "live") {
      muted.enabled = true;
      return this.store.change({ mic: { is: "on" }, tracks: { ...tracks, mic: muted } });
    }
    await this.start("mic", () => this.capture({ audio: { ...exactly(micId), echoCancellation: true } }));
  }

  async setCamera(on: boolean): Promise<void> {
    if (!on) return this.stop("camera");
    if (this.store.state.tracks.camera || this.store.state.camera.is === "starting") return;
    const { cameraId, dataUse } = this.store.state;
    const height = dataUse === "full" ? 720 : 360;
    await this.start("camera", () =>
      this.capture({
        video: {
          ...exactly(cameraId),
          width: { ideal: (height * 16) / 9 },
          height: { ideal: height },
          frameRate: { ideal: 30 },
        },
      }),
    );
  }

  /** Asks what to show. Nothing happens if the person changes their mind. */
  async shareScreen(kind: ScreenKind): Promise<void> {
    const motion = kind === "motion";
    await this.start("screen", async () => {
      const stream = await navigator.mediaDevices.getDisplayMedia({
        video: { frameRate: { ideal: motion ? 30 : 10 } },
        audio: true,
      });
      stream.getVideoTracks().forEach((track) => (track.contentHint = kind));
      return stream;
    });
  }

  stopScreen(): void {
    this.stop("screen");
  }

  async chooseDevice(kind: "mic" | "camera", id: string): Promise<void> {
    savePreferences(kind === "mic" ? { micId: id } : { cameraId: id });
    this.store.change(kind === "mic" ? { micId: id } : { cameraId: id });
    if (kind === "mic") this.forgetMutedMic();
    if (this.store.state[kind].is !== "on") return;
    // Some cameras cannot be opened twice: the old one has to be let go first.
    this.release(kind);
    await (kind === "mic" ? this.setMic(true) : this.setCamera(true));
  }

  chooseSpeaker(id: string): void {
    savePreferences({ speakerId: id });
    this.store.change({ speakerId: id });
  }

  setDataUse(dataUse: DataUse): void {
    savePreferences({ dataUse });
    this.store.change({ dataUse });
    if (dataUse === "audio") this.stop("camera");
  }

  setBlur(blur: boolean): void {
    savePreferences({ blur });
    this.store.change({ blur });
    const { camera } = this.store.state.tracks;
    if (camera && canBlur(camera)) void setBlur(camera, blur);
  }

  /** Names of devices are only told to pages that may use them. */
  async listDevices(): Promise<void> {
    const all = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
    const of = (kind: MediaDeviceKind) =>
      all
        .filter((device) => device.kind === kind && device.deviceId !== "")
        .map(({ deviceId, label }) => ({ id: deviceId, name: label }));
    this.store.change({
      devices: { mics: of("audioinput"), cameras: of("videoinput"), speakers: of("audiooutput") },
    });
  }

  stopAll(): void {
    this.forgetMutedMic();
    this.stop("mic");
    this.stop("camera");
    this.stop("screen");
  }

  private async capture(constraints: MediaStreamConstraints): Promise<MediaStream> {
    if (!navigator.mediaDevices) throw new DOMException("", "InsecureError");
    try {
      return await navigator.mediaDevices.getUserMedia(constraints);
    } catch (error) {
      // The device that was chosen once is not there today: any other is better than none.
      if (nameOf(error) !== "OverconstrainedError") throw error;
      return navigator.mediaDevices.getUserMedia({ audio: !!constraints.audio, video: !!constraints.video });
    }
  }

  private async start(source: Source, open: () => Promise<MediaStream>): Promise<void> {
    this.store.change({ [source]: { is: "starting" } });
    try {
      const stream = await open();
      // Meanwhile it may have been switched off again.
      if (this.store.state[source].is !== "starting" || !this.isOpen) {
        stream.getTracks().forEach((track) => track.stop());
        return;
      }
      this.take(source, stream);
      void this.listDevices();
    } catch (error) {
      const gaveUp = source === "screen" && nameOf(error) === "NotAllowedError";
      this.store.change({ [source]: gaveUp ? { is: "off" } : { is: "failed", problem: problemOf(error) } });
    }
  }

  private take(source: Source, stream: MediaStream): void {
    const [audio] = stream.getAudioTracks();
    const [video] = stream.getVideoTracks();
    const main = source === "mic" ? audio : video;
    main?.addEventListener("ended", () => this.lost(source, main), { once: true });
    const tracks: Tracks = {
      ...this.store.state.tracks,
      ...(source === "screen" ? { screen: video ?? null, screenAudio: audio ?? null } : { [source]: main }),
    };
    this.store.change({ tracks, [source]: { is: "on" } });
    if (source === "camera" && main) this.blurAsChosen(main);
  }

  private blurAsChosen(camera: MediaStreamTrack): void {
    const able = canBlur(camera);
    this.store.change({ canBlur: able });
    if (able && this.store.state.blur) void setBlur(camera, true);
  }

  // Unplugged, taken by the system, or "stop sharing" in the browser's own bar.
  private lost(source: Source, track: MediaStreamTrack): void {
    if (this.store.state.tracks[source] !== track) return;
    this.release(source);
    this.store.change({
      [source]: source === "screen" ? { is: "off" } : { is: "failed", problem: "missing" },
    });
  }

  private mute(): void {
    const { tracks } = this.store.state;
    const track = tracks.mic;
    if (!track) return this.stop("mic");
    track.enabled = false;
    this.mutedMic = track;
    this.store.change({ mic: { is: "off" }, tracks: { ...tracks, mic: null } });
  }

  private forgetMutedMic(): void {
    this.mutedMic?.stop();
    this.mutedMic = null;
  }

  private stop(source: Source): void {
    this.release(source);
    if (this.store.state[source].is !== "off") this.store.change({ [source]: { is: "off" } });
  }

  private release(source: Source): void {
    const slots: readonly Slot[] = source === "screen" ? ["screen", "screenAudio"] : [source];
    const tracks = { ...this.store.state.tracks };
    if (slots.every((slot) => tracks[slot] === null)) return;
    for (const slot of slots) {
      tracks[slot]?.stop();
      tracks[slot] = null;
    }
    this.store.change({ tracks });
  }
}

function exactly(deviceId: string): MediaTrackConstraints {
  return deviceId ? { deviceId: { exact: deviceId } } : {};
}

function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : "";
}

export function problemOf(error: unknown): Problem {
  switch (nameOf(error)) {
    case "NotAllowedError":
    case "SecurityError":
      return "denied";
    case "NotFoundError":
      return "missing";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    case "InsecureError":
      return "insecure";
    default:
      return "unknown";
  }
}
