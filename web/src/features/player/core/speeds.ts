// Playback speeds that people expect, and the steps between them.

export const SPEEDS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4] as const;

export function nextSpeed(speed: number, direction: 1 | -1): number {
  const faster = SPEEDS.find((candidate) => candidate > speed);
  const slower = SPEEDS.findLast((candidate) => candidate < speed);
  return (direction > 0 ? faster : slower) ?? speed;
}

export function nearestSpeed(speed: number): number {
  const distance = (candidate: number) => Math.abs(candidate - speed);
  return SPEEDS.reduce((best, candidate) => (distance(candidate) < distance(best) ? candidate : best), 1);
}
