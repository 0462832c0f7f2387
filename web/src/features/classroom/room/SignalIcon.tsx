// How good a connection is: as a picture, and in words for those who do not see it.
import { Signal, SignalHigh, SignalLow, SignalMedium } from "lucide-react";
import type { Quality } from "../core/quality";

const SIGNALS = { poor: SignalLow, fair: SignalMedium, good: SignalHigh, excellent: Signal } as const;

export function SignalIcon({ quality, label }: { quality: Quality; label?: string }) {
  const Icon = SIGNALS[quality];
  return label ? <Icon role="img" aria-label={label} /> : <Icon aria-hidden />;
}
