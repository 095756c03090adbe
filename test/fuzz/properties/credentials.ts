import * as fc from "fast-check";
import { decodeJwt, jwtVerify } from "jose";
import { createWebPubSubClient, getClientAccessToken } from "web-pubsub-rest/2024-12-01";
import { anyStranger, anyText } from "../inputs.js";
import type { Property } from "../property.js";
import { attempt, check, checkRefused, showsSecret } from "../world.js";

const keys: Property = {
  name: "key",
  make: (world) =>
    fc.asyncProperty(
      fc.oneof(
        anyText,
        anyStranger.map(({ make }) => make()),
      ),
      async (key) => {
        const { end, arrived } = await world.observe(
          () =>
            createWebPubSubClient(world.endpoint, { key } as never, { timeoutInMs: 5000 })
              .path("/api/health")
              .head(),
          [{ status: 200 }],
        );
        if (typeof key === "string" && key !== "") {
          if (end.error !== undefined) throw end.error;
          const token = arrived[0]?.header("authorization")?.replace("Bearer ", "") ?? "";
          await jwtVerify(token, new TextEncoder().encode(key));
          return;
        }
        check(end.error !== undefined && arrived.length === 0, "a request went out without a key");
        checkRefused(end.error, /^credential/);
      },
    ),
};

const credentials: Property = {
  name: "credential",
  make: (world) =>
    fc.asyncProperty(anyStranger, async ({ make }) => {
      const { error } = await attempt(() => createWebPubSubClient(world.endpoint, make() as never));
      check(error !== undefined, "a client was made without a credential");
      checkRefused(error, /^credential/);
    }),
};

/** Whether a header can hold a text as it is. */
const isHeaderText = (text: string): boolean => /^[\x21-\x7e]+$/.test(text);

const entraTokens: Property = {
  name: "entraToken",
  make: (world) =>
    fc.asyncProperty(
      fc.oneof(
        anyStranger.map(({ make }) => make()),
        fc.record({
          token: fc.oneof(
            fc.constantFrom("eyJfakefakefakefake.fakefakefake.fake", ""),
            anyStranger.map(({ make }) => make()),
          ),
          expiresOnTimestamp: fc.constantFrom<unknown>(Date.now() + 3_600_000, 0, Number.NaN, undefined, "soon"),
        }),
      ),
      fc.boolean(),
      async (answer, fails) => {
        const failure = new Error("no token is to be had");
        const credential = { getToken: async () => (fails ? Promise.reject(failure) : answer) };
        const { end, arrived } = await world.observe(
          () =>
            createWebPubSubClient(world.endpoint, credential as never, {
              retryOptions: { maxRetries: 0 },
              timeoutInMs: 5000,
            })
              .path("/api/health")
              .head(),
          [{ status: 200 }],
        );
        const token = fails ? undefined : (answer as { token?: unknown } | null | undefined)?.token;
        if (end.error === undefined) {
          check(typeof token === "string" && token !== "", "a request went out without a token");
          check(arrived[0]?.header("authorization") === `Bearer ${token}`, "another token was sent");
          return;
        }
        check(arrived.length === 0, "a request went out, and the call failed");
        check(fails || typeof token !== "string" || token === "" || !isHeaderText(token), "a token was refused");
        check(
          !(end.error instanceof TypeError) || (end.error as { code?: string }).code !== undefined,
          `an accident in place of an error: ${end.error.message}`,
        );
        if (fails)
          check(
            end.error === failure || end.error.cause === failure || end.error.message.includes(failure.message),
            "the reason is lost",
          );
      },
    ),
};

const anyOption = fc.oneof(
  anyText,
  fc.array(anyText, { maxLength: 3 }),
  fc.double(),
  anyStranger.map(({ make }) => make()),
);

/** Whether options of a token can be meant: names of which none is empty, and an end that comes. */
function isMeant(options: Readonly<Record<string, unknown>>): boolean {
  const isName = (value: unknown): boolean => typeof value === "string" && value !== "";
  const { userId, roles = [], groups = [], expiresInMinutes = 60 } = options;
  return (
    (userId === undefined || isName(userId)) &&
    [roles, groups].every((names) => Array.isArray(names) && names.every(isName)) &&
    typeof expiresInMinutes === "number" &&
    expiresInMinutes >= 1 &&
    expiresInMinutes <= 1_000_000
  );
}

const clientAccess: Property = {
  name: "clientAccess",
  weight: 2,
  make: (world) =>
    fc.asyncProperty(
      fc.record(
        {
          userId: anyOption,
          roles: anyOption,
          groups: anyOption,
          expiresInMinutes: fc.oneof(fc.double(), fc.integer(), anyOption),
        },
        { requiredKeys: [] },
      ),
      fc.oneof({ weight: 3, arbitrary: fc.constant("chat") }, { weight: 1, arbitrary: anyOption }),
      async (options, hub) => {
        const { end } = await world.observe(() => getClientAccessToken(world.client, hub as string, options as never));
        if (end.error !== undefined) {
          checkRefused(end.error, /^(?:hub|options|userId|roles|groups|expiresInMinutes)/);
          check(hub !== "chat" || !isMeant(options), "options that can be meant were refused");
          return;
        }
        const { token, baseUrl, url } = end.value;
        check(url === `${baseUrl}?access_token=${token}`, "the URL is not made of its parts");
        const claims = decodeJwt(token);
        const wanted = options as { userId?: string; roles?: string[]; groups?: string[]; expiresInMinutes?: number };
        check(claims.sub === wanted.userId, "another user");
        check(JSON.stringify(claims["role"]) === JSON.stringify(wanted.roles), "other roles");
        check(JSON.stringify(claims["webpubsub.group"]) === JSON.stringify(wanted.groups), "other groups");
        check(
          Number.isSafeInteger(claims.exp) && Number(claims.exp) > Number(claims.iat),
          `it expires at ${claims.exp}`,
        );
        check(claims.aud === baseUrl.replace(/^ws/, "http"), "another audience");
      },
    ),
};

const wrongClient: Property = {
  name: "wrongArguments",
  make: (world) =>
    fc.asyncProperty(anyStranger, fc.nat({ max: 3 }), async ({ make }, which) => {
      const odd = make() as never;
      const calls = [
        () => getClientAccessToken(odd, "h"),
        () => getClientAccessToken(world.client, "h", odd),
        () => world.client.sendRequest(odd),
        () => world.client.path("/api/hubs/{hub}/:send", "h").post(odd),
      ];
      const { end } = await world.observe(() => (calls[which] as () => PromiseLike<unknown>)());
      if (end.error === undefined) {
        check(which === 1, "it was taken");
        return;
      }
      // The caller's own code, which has failed.
      if (end.error.message === "a getter") return;
      checkRefused(end.error, /./);
      check(!showsSecret(end.error), "the error shows a secret");
    }),
};

export const credentialProperties: readonly Property[] = [keys, credentials, entraTokens, clientAccess, wrongClient];
