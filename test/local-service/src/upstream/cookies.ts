import type { CookieJar } from "tough-cookie";
import type { HandlerAnswer } from "./wire.js";

/** The cookies that handlers have set for one connection, so that a cluster of them can tell whose it is (RFC 6265). */
export class Cookies {
  #jar: Promise<CookieJar> | undefined;

  /** Keeps the cookies of an answer. One that is not allowed is left out, as a browser does. */
  async keep(url: string, { headers }: HandlerAnswer): Promise<void> {
    const given = headers["set-cookie"] ?? [];
    if (given.length === 0) return;
    // Loaded when there is a first one: most handlers set none, and the list of public suffixes is long.
    const jar = await (this.#jar ??= import("tough-cookie").then((module) => new module.CookieJar()));
    for (const cookie of given) await jar.setCookie(cookie, url, { ignoreError: true });
  }

  /** The cookies that go along to an address, as the header has them; empty where there are none. */
  async for(url: string): Promise<string> {
    return (await (await this.#jar)?.getCookieString(url)) ?? "";
  }
}
