// Whether a browser can be talked to. Part of the panel: a button that leads nowhere isn't shown.

/** Whether this browser can listen: pages on plain HTTP and old browsers can't. */
export function canListen(): boolean {
  return isSecureContext && typeof AudioWorkletNode === "function" && navigator.mediaDevices?.getUserMedia !== undefined
}
