/** What an address of a handler must be, in words. */
export const templateRule =
  "an http or https address such as http://localhost:3000/eventhandler/{event}, in which only {hub} and {event} stand for something, and not in the host";

/**
 * Why a text cannot be the address of a handler. Tunnels and references to a key vault are for Azure alone.
 *
 * @returns a sentence, or nothing where it can
 */
export function faultOfTemplate(template: string): string | undefined {
  const [, host] = /^https?:\/\/([^/?#\\]*)/i.exec(template) ?? [];
  if (host === undefined) return "It does not begin with http:// or https://.";
  if (/[{}]/.test(host)) return "There is a placeholder in its host.";
  const filled = fillTemplate(template, { hub: "hub", event: "event" });
  const [placeholder] = /\{[^{}]*\}/.exec(filled) ?? [];
  if (placeholder !== undefined) return `There is no placeholder ${placeholder.slice(0, 80)}.`;
  if (/[{}]/.test(filled)) return "It has a brace without its other half.";
  return URL.canParse(filled) ? undefined : "Its host or its port is none.";
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

/**
 * An address or a template without user name and password.
 *
 * @param instead - what stands for them
 */
export const withoutCredentials = (template: string, instead = ""): string =>
  template.replace(/(:\/\/)[^/?#\\]*@/, `$1${instead}`);

/** An address without its query and credentials, where a secret may be. */
export function withoutSecrets(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
