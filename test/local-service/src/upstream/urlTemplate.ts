/** What an address of a handler must be, in words. */
export const templateRule =
  "an http or https address such as http://localhost:3000/eventhandler/{event}, in which only {hub} and {event} stand for something, and not in the host";

/** Whether a text can be the address of a handler. Tunnels and references to a key vault are for Azure alone. */
export function isUrlTemplate(template: string): boolean {
  const filled = fillTemplate(template, { hub: "hub", event: "event" });
  const host = /^https?:\/\/([^/?#\\]*)/i.exec(template)?.[1] ?? "";
  return host !== "" && !/[{}]/.test(host) && !/[{}]/.test(filled) && URL.canParse(filled);
}

/** The address for an event of a hub. */
export function fillTemplate(
  template: string,
  { hub, event }: { readonly hub: string; readonly event: string },
): string {
  return template
    .replace(/\{hub\}/gi, () => encodeURIComponent(hub))
    .replace(/\{event\}/gi, () => encodeURIComponent(event));
}

/** An address without its query and credentials, where a secret may be. */
export function withoutSecrets(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
