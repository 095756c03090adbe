import * as fc from "fast-check";
import { anyStranger, anyText, isWellFormed } from "../inputs.js";
import type { Property } from "../property.js";
import { check, checkRefused } from "../world.js";

const pathArguments: Property = {
  name: "pathArguments",
  weight: 2,
  make: (world) =>
    fc.asyncProperty(anyText, anyText, anyText, fc.boolean(), async (hub, group, connection, validate) => {
      const path = "/api/hubs/{hub}/groups/{group}/connections/{connectionId}";
      const { end, arrived } = await world.observe(
        () => world.client.path(path, hub, group, connection).put({ validate }),
        [{ status: 200 }],
      );
      const isSendable = [hub, group, connection].every((text) => isWellFormed(text) && !/^\.{0,2}$/.test(text));
      if (end.error !== undefined) {
        checkRefused(end.error, /^(?:hub|group|connectionId)$/);
        check(arrived.length === 0, "refused, and sent all the same");
        check(validate || !isSendable, "refused although nothing was to be checked");
        return;
      }
      check(isSendable, "something was sent that no URL can hold");
      const [request] = arrived;
      check(request !== undefined && arrived.length === 1, "not one request");
      const parts = request.url
        .slice(new URL(world.endpoint).pathname.length)
        .split("?")[0]
        ?.split("/")
        .map(decodeURIComponent);
      check(
        JSON.stringify(parts) === JSON.stringify(["", "api", "hubs", hub, "groups", group, "connections", connection]),
        `the path was ${request.url}`,
      );
      await world.checkSigned(request);
    }),
};

const oddPathArguments: Property = {
  name: "oddPathArguments",
  make: (world) =>
    fc.asyncProperty(anyStranger, fc.boolean(), async ({ make }, isFirst) => {
      const odd = make();
      const args = isFirst ? [odd, "g"] : ["h", odd];
      const call = () =>
        (world.client.path as (...all: unknown[]) => { head(): PromiseLike<unknown> })(
          "/api/hubs/{hub}/groups/{group}",
          ...args,
        ).head();
      const { end, arrived } = await world.observe(call, [{ status: 200 }]);
      if (typeof odd === "string" && odd !== "") check(arrived.length === 1, "a name was refused");
      else {
        check(end.error !== undefined && arrived.length === 0, "something that is no name was sent");
        checkRefused(end.error, isFirst ? /^hub$/ : /^group$/);
      }
    }),
};

const queries: Property = {
  name: "query",
  weight: 3,
  make: (world) =>
    fc.asyncProperty(
      fc.uniqueArray(
        fc.tuple(
          anyText,
          fc.oneof(
            anyText,
            fc.double({ noDefaultInfinity: true, noNaN: true }),
            fc.boolean(),
            fc.array(anyText, { maxLength: 3 }),
          ),
        ),
        { selector: ([name]) => name, maxLength: 4 },
      ),
      async (pairs) => {
        // Names of our own mean something of their own.
        const own = /^(?:api-version|excluded|filter|messageTtlSeconds)$/;
        const given = pairs.filter(([name]) => !own.test(name));
        const queryParameters = Object.fromEntries(given);
        const { end, arrived } = await world.observe(() =>
          world.client
            .path("/api/hubs/{hub}/:send", "h")
            .post({ contentType: "text/plain", body: "x", queryParameters } as never),
        );
        const flat = Object.entries(queryParameters).flatMap(([name, value]) =>
          (Array.isArray(value) ? value : [value]).map((item) => [name, String(item)] as const),
        );
        const isSendable =
          flat.every((pair) => pair.every((text) => isWellFormed(text))) &&
          Object.keys(queryParameters).every((name) => isWellFormed(name));
        if (end.error !== undefined) {
          checkRefused(end.error, /[^]/);
          check(!isSendable, "a query that can be sent was refused");
          return;
        }
        check(
          flat.every((pair) => pair.every((text) => isWellFormed(text))),
          "a lone surrogate was sent",
        );
        const [request] = arrived;
        check(request !== undefined, "nothing arrived");
        const sent = (request.url.split("?")[1] ?? "")
          .split("&")
          .map((pair) => pair.split("=").map(decodeURIComponent));
        const others = sent.filter(([name]) => name !== "api-version");
        check(JSON.stringify(others) === JSON.stringify(flat), `the query was ${request.url}`);
        await world.checkSigned(request);
      },
    ),
};

/** Pieces of addresses, well-meant and not. */
const piece = fc.constantFrom(
  "/",
  "//",
  "api",
  "hubs",
  "h",
  ":send",
  ".",
  "..",
  "%2e",
  "%2E%2e",
  "%2f",
  "\\",
  "\t",
  "\n",
  "\r",
  " ",
  "?",
  "#",
  "&",
  "=",
  "@",
  ":",
  ";",
  "a=b",
  "'",
  '"',
  "<",
  "é",
  "😀",
  "\uD800",
  "%",
  "%zz",
  "\0",
  "http:",
  "https://",
  "[::1]",
  "ELSEWHERE",
  "ENDPOINT",
  "ENDPOINT/",
  "PREFIX",
);

const uncheckedPaths: Property = {
  name: "uncheckedPath",
  weight: 4,
  make: (world) =>
    fc.asyncProperty(
      fc.array(piece, { maxLength: 9 }),
      fc.constantFrom("pathUnchecked", "sendRequest"),
      async (pieces, road) => {
        const base = new URL(world.endpoint);
        const path = pieces
          .join("")
          .replaceAll("ENDPOINT", world.endpoint)
          .replaceAll("ELSEWHERE", world.elsewhere.replace("http:", ""))
          .replaceAll("PREFIX", base.pathname);
        const { end, arrived } = await world.observe(
          () =>
            road === "pathUnchecked"
              ? world.client.pathUnchecked(path).get()
              : world.client.sendRequest({ method: "GET", url: path }),
          [{ status: 200 }],
        );
        if (end.error !== undefined) {
          checkRefused(end.error, road === "pathUnchecked" ? /^path/ : /^request/);
          check(arrived.length === 0, "refused, and sent all the same");
          check(!/^(?:\/[a-z:]+)+$/.test(path), "an ordinary path was refused");
          return;
        }
        const [request] = arrived;
        check(request !== undefined && arrived.length === 1, `${arrived.length} requests arrived`);
        check(request.url.startsWith(`${base.pathname}/`), `it left the endpoint: ${request.url}`);
        check(
          new URL(request.url, base.origin).pathname.startsWith(`${base.pathname}/`),
          `dots leave the endpoint: ${request.url}`,
        );
        check(!request.url.includes("#"), `a fragment was sent: ${request.url}`);
        await world.checkSigned(request);
      },
    ),
};

export const addressProperties: readonly Property[] = [pathArguments, oddPathArguments, queries, uncheckedPaths];
