import * as fc from "fast-check";
import { anyText } from "../inputs.js";
import type { Property } from "../property.js";
import { check, checkRefused } from "../world.js";

/** What HTTP takes for a name (RFC 9110 section 5.6.2) and, in the characters of Latin-1, for a value (section 5.5). */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Names that the client, or HTTP, uses for itself. */
const own =
  /^(?:accept|accept-encoding|authorization|connection|content-length|content-type|cookie|date|expect|host|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|user-agent|x-ms-client-request-id|traceparent|tracestate|messagettlseconds)$/i;

const name = fc.oneof(
  anyText,
  fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9-]{0,10}$/),
  fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,8}$/),
);
const value = fc.oneof(
  anyText,
  fc.stringMatching(/^[ -~]{0,20}$/),
  fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((unit) => String.fromCharCode(unit)) }),
  fc.integer(),
  fc.boolean(),
);

const forms = {
  object: (pairs: readonly (readonly [string, unknown])[]) => Object.fromEntries(pairs),
  Map: (pairs: readonly (readonly [string, unknown])[]) => new Map(pairs),
  Headers: (pairs: readonly (readonly [string, unknown])[]) =>
    new Headers(pairs.map(([key, item]) => [key, String(item)] as [string, string])),
};

const headers: Property = {
  name: "headers",
  weight: 3,
  make: (world) =>
    fc.asyncProperty(
      fc.uniqueArray(fc.tuple(name, value), { selector: ([key]) => key.toLowerCase(), maxLength: 4 }),
      fc.constantFrom<keyof typeof forms>("object", "Map", "Headers"),
      fc.constantFrom("path", "sendRequest", "pathUnchecked"),
      async (all, form, road) => {
        const pairs = all.filter(([key]) => !own.test(key) && key !== "__proto__");
        const isSendable = pairs.every(([key, item]) => token.test(key) && fieldValue.test(String(item)));
        // The platform's own class refuses, and trims, by itself.
        if (form === "Headers" && !isSendable) return;
        const given = forms[form](pairs);
        const { end, arrived } = await world.observe(() =>
          road === "pathUnchecked"
            ? world.client.pathUnchecked("/api/x").post({ body: "x", headers: given as never })
            : road === "path"
              ? world.client
                  .path("/api/hubs/{hub}/:send", "h")
                  .post({ contentType: "text/plain", body: "x", headers: given } as never)
              : world.client.sendRequest({ method: "POST", url: "/api/x", body: "x", headers: given as never }),
        );
        if (end.error !== undefined) {
          checkRefused(end.error, road === "path" ? /^headers/ : /^(?:request\.)?headers/);
          check(arrived.length === 0, "refused, and sent all the same");
          // Blanks around a value would not arrive, and may be refused for that.
          const hasBlanks = pairs.some(([, item]) => String(item).trim() !== String(item));
          check(!isSendable || hasBlanks, "headers that HTTP takes were refused");
          return;
        }
        check(isSendable, "headers were taken that HTTP does not take");
        for (const [key, item] of pairs) {
          // Blanks around a value are not part of it (RFC 9110 section 5.5).
          const wanted = String(item).replace(/^[\t ]+|[\t ]+$/g, "");
          check(
            arrived[0]?.header(key.toLowerCase()) === wanted,
            `${key} arrived as ${arrived[0]?.header(key.toLowerCase())}`,
          );
        }
      },
    ),
};

export const headerProperties: readonly Property[] = [headers];
