// A value that does not change again before some time has passed.
import { useEffect, useRef, useState } from "react";

export function useSteady<Value>(value: Value, leastMs: number): Value {
  const [shown, setShown] = useState(value);
  const changedAt = useRef(-Infinity);
  useEffect(() => {
    if (value === shown) return;
    const show = () => {
      changedAt.current = performance.now();
      setShown(value);
    };
    const timer = window.setTimeout(show, Math.max(0, changedAt.current + leastMs - performance.now()));
    return () => window.clearTimeout(timer);
  }, [value, shown, leastMs]);
  return shown;
}
