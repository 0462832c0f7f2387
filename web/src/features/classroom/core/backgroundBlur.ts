// Blurs what is behind a person, where the camera's own system can do that (Media Capture and Streams Extensions,
// "backgroundBlur"). Doing it in the page would need a model of people that is larger than the page.

interface BlurCapability {
  backgroundBlur?: boolean[];
}

/** Whether it can be switched on as well as off: some systems leave no choice. */
export function canBlur(camera: MediaStreamTrack | null | undefined): boolean {
  const { backgroundBlur = [] } = (camera?.getCapabilities?.() ?? {}) as BlurCapability;
  return backgroundBlur.includes(true) && backgroundBlur.includes(false);
}

export async function setBlur(camera: MediaStreamTrack, on: boolean): Promise<void> {
  // Whoever is not blurred after all sees that in their own picture.
  await camera
    .applyConstraints({ ...camera.getConstraints(), backgroundBlur: on } as MediaTrackConstraints)
    .catch(() => undefined);
}
