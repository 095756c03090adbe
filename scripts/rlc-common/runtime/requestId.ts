/** An id for a request, which logs name: a UUID of version 4 (RFC 9562, section 5.4). It is no secret. */
export function requestId(): string {
  // Browsers offer it on https pages only.
  if (globalThis.crypto?.randomUUID !== undefined) return crypto.randomUUID();
  return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
    (digit === "8" ? 8 + Math.floor(Math.random() * 4) : Math.floor(Math.random() * 16)).toString(16),
  );
}
