// How loud a track is, for a meter and for showing who speaks.

const STEP_MS = 80;
const QUIETEST_DB = -55;

/** Calls back with 0 (silence) to 1 (as loud as it gets) until the returned function is called. */
export function watchLevel(track: MediaStreamTrack, onLevel: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1_024;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    onLevel(levelOf(samples));
  }, STEP_MS);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}

/** Loudness on a scale that looks even to the eye: decibels, with the quietest as zero. */
export function levelOf(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);
  if (power === 0) return 0;
  const decibels = 10 * Math.log10(power);
  return Math.min(1, Math.max(0, 1 - decibels / QUIETEST_DB));
}
