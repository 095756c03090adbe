/**
 * Makes ids for the requests of one client, which logs name. Each is a UUID of version 8, whose bits are its maker's business
 * (RFC 9562, section 5.8): random at the beginning, and then counted. They are no secret, and random ones would take a
 * twentieth of all that a send takes.
 */
export function requestIds(): () => string {
  let beginning = "";
  let count = 0;
  return () => {
    // Not before: workers allow nothing random while they start.
    if (beginning === "") beginning = begin();
    count += 1;
    return beginning + count.toString(16).padStart(12, "0");
  };
}

function begin(): string {
  const random = randomUuid();
  return `${random.slice(0, 14)}8${random.slice(15, 24)}`;
}

function randomUuid(): string {
  // Browsers offer it on https pages only.
  if (globalThis.crypto?.randomUUID !== undefined) return crypto.randomUUID();
  return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
    (digit === "8" ? 8 + Math.floor(Math.random() * 4) : Math.floor(Math.random() * 16)).toString(16),
  );
}
