import { expect, test } from "@jest/globals";
import { startLocalService } from "../src/index.js";
import { createInMemoryService } from "../src/msw/index.js";
import { call, service } from "./support.js";

/** What somebody may pass who has no compiler to tell them. */
const untyped = (value: unknown): never => value as never;

test("a service is not started with an option that there is not", async () => {
  await expect(startLocalService(untyped({ prot: 1 }))).rejects.toThrow(
    new TypeError(
      'There is no option "prot" of startLocalService. Its options are: port, host, https, accessKey, secondaryAccessKey, hubs, allowedOrigins, allowedHosts, statusPage, onEvent.',
    ),
  );
});

test.each([
  [8080, "8080"],
  ["8080", "a string"],
  [null, "null"],
  [[], "a list"],
  [new Map([["port", 1]]), "a Map"],
])("a service is not started with %j instead of options", async (options, kind) => {
  await expect(startLocalService(untyped(options))).rejects.toThrow(
    new TypeError(`The options of startLocalService must be an object. Received ${kind}.`),
  );
});

test("an interception with a misspelt property is refused, and takes no request", async () => {
  const local = await service();
  expect(() => local.control.intercept(untyped({ methd: "POST", status: 503 }))).toThrow(
    new TypeError(
      'There is no option "methd" of intercept. ' +
        "Its options are: method, path, times, delay, status, headers, body, reset.",
    ),
  );
  expect(() => local.control.intercept(untyped(undefined))).toThrow(
    "The options of intercept must be an object. Received undefined.",
  );
  expect((await call(local, "HEAD", "/api/health")).status).toBe(200);
});

test("a service in memory and its subscribers have the options that they have, and no others", () => {
  expect(() => createInMemoryService(untyped({ endpont: "https://local.example" }))).toThrow(
    new TypeError('There is no option "endpont" of createInMemoryService. Its options are: endpoint, accessKey, hubs.'),
  );
  const { connect, control } = createInMemoryService();
  expect(() => connect("chat", untyped({ userID: "ada" }))).toThrow(
    new TypeError('There is no option "userID" of connect. Its options are: userId, groups, roles.'),
  );
  expect(() => connect("chat", untyped("ada"))).toThrow("The options of connect must be an object. Received a string.");
  expect(control.hubs()).toEqual([]);
});
