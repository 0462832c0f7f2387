// Whether a device may be used without a question; a browser that does not tell is asked again.

export async function isGranted(name: "microphone" | "camera"): Promise<boolean> {
  try {
    const { state } = await navigator.permissions.query({ name: name as PermissionName });
    return state === "granted";
  } catch {
    return false;
  }
}
