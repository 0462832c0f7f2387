// By what the device is connected, as far as the browser tells (most desktop browsers do not).

export type NetworkKind = "cellular" | "wifi" | "wired" | "unknown";

interface NetworkInformation extends EventTarget {
  type?: string;
  saveData?: boolean;
}

const KINDS: Readonly<Record<string, NetworkKind>> = {
  cellular: "cellular",
  wimax: "cellular",
  wifi: "wifi",
  ethernet: "wired",
};

function information(): NetworkInformation | undefined {
  return (navigator as Navigator & { connection?: NetworkInformation }).connection;
}

export function networkKind(): NetworkKind {
  return KINDS[information()?.type ?? ""] ?? "unknown";
}

/** Whether the person has told their device to use little data. */
export function savesData(): boolean {
  return information()?.saveData === true;
}

export function onNetworkChange(listener: () => void, signal: AbortSignal): void {
  information()?.addEventListener("change", listener, { signal });
}
