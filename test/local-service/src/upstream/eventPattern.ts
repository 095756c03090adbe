/** What a pattern of user events must be, in words. */
export const patternRule = "* or names of events with commas between them, without other wildcards";

/** What the name of an event may be (`Azure/azure-webpubsub`, tools/emulator, WebPubSubNameValidator). */
export const isEventName = (name: string): boolean => /^[a-z][a-z0-9_.-]{0,127}$/i.test(name);

/** Why a text is no pattern, as a sentence. */
export function faultOfPattern(pattern: string): string {
  const name = pattern.split(",").find((one) => !isEventName(one.trim())) ?? "";
  if (name.trim() === "") return "There is a name missing.";
  return `${JSON.stringify(name.trim().slice(0, 80))} is no name: a letter, and up to 127 letters, digits or any of _.- after it.`;
}

/**
 * Reads a pattern of user events.
 *
 * @returns whether an event is one of them, whatever its letter case; nothing where the pattern is none
 */
export function readPattern(pattern: string): ((event: string) => boolean) | undefined {
  if (pattern.trim() === "*") return () => true;
  const names = pattern.split(",").map((name) => name.trim());
  if (!names.every(isEventName)) return undefined;
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  return (event) => wanted.has(event.toLowerCase());
}
