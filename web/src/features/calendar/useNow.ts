import { useEffect, useState } from "react";

const STEP_MS = 15_000;

/** The time, kept up to date for words such as "in 5 minutes"; milliseconds since 1970. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), STEP_MS);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}
