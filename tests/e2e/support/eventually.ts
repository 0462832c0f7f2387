// Waits for something to become true. Deadlines are generous: the tests share two cores with a transcoder.

const STEP_MS = 200;

/** Waiting longer cannot help. */
export class Hopeless extends Error {}

type Answer<Value> = Value | Promise<Value>;

/** The first truthy answer; other errors count as "not yet", the last one is told if time runs out. */
export async function eventually<Value>(
  what: string,
  withinMs: number,
  ask: () => Answer<Value>,
): Promise<NonNullable<Value>> {
  const end = Date.now() + withinMs;
  let problem: unknown;
  while (Date.now() < end) {
    try {
      const answer = await ask();
      if (answer) return answer;
      problem = undefined;
    } catch (error) {
      if (error instanceof Hopeless) throw error;
      problem = error;
    }
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  throw new Error(`Waited ${withinMs / 1000} s in vain for ${what}`, { cause: problem });
}
