import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "@jest/globals";
import type { Interception } from "../src/index.js";
import { call, connect, service, until } from "./support.js";

const send = "/api/hubs/chat/:send";
const text = { headers: { "content-type": "text/plain" }, body: "grüße" };

describe("what was received", () => {
  test("is listed with everything but the token", async () => {
    const { control, ...local } = await service();
    await call({ control, ...local }, "POST", `${send}?excluded=a%20b&excluded=c`, text);
    await call({ control, ...local }, "PUT", "/api/hubs/chat/users/a%2Fb/groups/g");
    const [first, second] = control.requests;
    expect(first).toMatchObject({ method: "POST", path: send, headers: { "content-type": "text/plain" } });
    expect(first?.query.getAll("excluded")).toEqual(["a b", "c"]);
    expect([first?.text, first?.body.length]).toEqual(["grüße", 7]);
    expect(second).toMatchObject({ method: "PUT", path: "/api/hubs/chat/users/a%2Fb/groups/g", text: "" });
    expect(control.requests.flatMap(({ headers }) => Object.keys(headers))).not.toContain("authorization");
    expect(JSON.stringify(control.requests)).not.toMatch(/Bearer|eyJ/);
    control.clearRequests();
    expect(control.requests).toEqual([]);
  });

  test("is listed whatever it was answered with", async () => {
    const local = await service();
    await fetch(`${local.endpoint}/nothing`);
    await fetch(local.endpoint + send, { method: "POST", body: "x" });
    local.control.intercept({ status: 500 });
    await fetch(local.endpoint + send, { method: "POST", body: "y" });
    await fetch(local.endpoint + send, { method: "POST", body: new Uint8Array(1_048_577) });
    expect(local.control.requests.map((request) => [request.path, request.text])).toEqual([
      ["/nothing", ""],
      [send, "x"],
      [send, "y"],
      [send, ""],
    ]);
  });

  test("is kept within bounds, the latest first of all", async () => {
    const local = await service();
    const big = { method: "POST", body: new Uint8Array(1_048_576) };
    for (let index = 0; index < 18; index += 1) await fetch(`${local.endpoint}/big/${index}`, big);
    expect(local.control.requests.map(({ path }) => path)).toEqual(
      Array.from({ length: 16 }, (_, index) => `/big/${index + 2}`),
    );
    for (let index = 0; index < 1001; index += 1) await fetch(`${local.endpoint}/small/${index}`);
    expect(local.control.requests).toHaveLength(1000);
    expect(local.control.requests.at(-1)?.path).toBe("/small/1000");
  }, 20_000);
});

const circular: { self?: object } = {};
circular.self = circular;

describe("an interception", () => {
  const status = async (url: string, init?: RequestInit) => (await fetch(url, init)).status;

  test("answers the next request, and no other", async () => {
    const { endpoint, control } = await service();
    const headers = { "Retry-After": "7", "x-ms-error-code": "Busy" };
    control.intercept({ status: 429, headers, body: { code: "Busy", message: "Later." } });
    const response = await fetch(`${endpoint}/api/health`);
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, "7"]);
    expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(await response.json()).toEqual({ code: "Busy", message: "Later." });
    expect(await status(`${endpoint}/api/health`, { method: "HEAD" })).toBe(200);
  });

  test("is for requests that match, as often as it says, in the order in which they were made", async () => {
    const { endpoint, control } = await service();
    control.intercept({ method: "post", path: /:send$/g, times: 2, status: 503 });
    control.intercept({ path: "/api/health", times: Infinity, status: 500, body: "down" });
    control.intercept({ status: 418 });
    const post = { method: "POST" };
    const other = `${endpoint}/api/hubs/chat/users/ada`;
    expect(await status(`${endpoint}${send}?x=1`, post)).toBe(503);
    expect(await status(`${endpoint}/api/health?x=1`)).toBe(500);
    expect(await status(other)).toBe(418);
    expect(await status(other)).toBe(405);
    expect(await status(endpoint + send)).toBe(405);
    expect(await status(endpoint + send, post)).toBe(503);
    expect(await status(endpoint + send, post)).toBe(401);
    const down = await fetch(`${endpoint}/api/health`);
    expect([await down.text(), down.headers.get("content-type")]).toEqual(["down", "text/plain; charset=utf-8"]);
  });

  test("is called off", async () => {
    const { endpoint, control } = await service();
    const callOff = control.intercept({ status: 500, times: 3 });
    expect(await status(`${endpoint}/api/health`, { method: "HEAD" })).toBe(500);
    callOff();
    callOff();
    expect(await status(`${endpoint}/api/health`, { method: "HEAD" })).toBe(200);
  });

  test("breaks the connection off, and the next request is answered", async () => {
    const { endpoint, control } = await service();
    control.intercept({ reset: true });
    await expect(fetch(`${endpoint}/api/health`)).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
    expect(await status(`${endpoint}/api/health`, { method: "HEAD" })).toBe(200);
  });

  test("holds an answer back until the clock says so, whoever gives it", async () => {
    const local = await service();
    local.control.intercept({ delay: 60_000 });
    local.control.intercept({ delay: 120_000, status: 503 });
    const done: number[] = [];
    const note = ({ status: one }: { status: number }) => done.push(one);
    const first = call(local, "POST", send, text).then(note);
    await until(() => local.control.requests.length >= 1);
    const second = call(local, "POST", send, text).then(note);
    await until(() => local.control.requests.length >= 2);
    await pause(50);
    expect(done).toEqual([]);
    local.control.clock.advance(60_000);
    await first;
    expect(done).toEqual([202]);
    local.control.clock.advance(60_000);
    await second;
    expect(done).toEqual([202, 503]);
  });

  test("holds an answer back in real time too", async () => {
    const { endpoint, control } = await service();
    control.intercept({ delay: 60 });
    const start = performance.now();
    expect(await status(`${endpoint}/api/health`, { method: "HEAD" })).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(55);
  });

  test("has the last word on its headers, whatever their letter case", async () => {
    const { endpoint, control } = await service();
    control.intercept({ status: 502, body: "<h1>Bad gateway</h1>", headers: { "content-type": "text/html" } });
    const response = await fetch(`${endpoint}/api/health`);
    expect([response.headers.get("content-type"), await response.text()]).toEqual([
      "text/html",
      "<h1>Bad gateway</h1>",
    ]);
  });

  test("sends no body where a status has none", async () => {
    const { endpoint, control } = await service();
    control.intercept({ status: 204, body: "x", times: 2 });
    expect(await status(`${endpoint}/api/health`)).toBe(204);
    expect(await status(`${endpoint}/api/health`)).toBe(204);
  });

  test.each([
    [{}, '"status" of an interception must be given, unless there is a delay or a reset.'],
    [{ status: 199 }, '"status" of an interception must be a whole number from 200 to 599.'],
    [{ status: 600 }, '"status"'],
    [{ status: "500" }, '"status"'],
    [{ status: 500, times: 0 }, '"times"'],
    [{ status: 500, times: 1.5 }, '"times"'],
    [{ delay: -1 }, '"delay"'],
    [{ delay: "1" }, '"delay"'],
    [{ status: 500, method: 1 }, '"method"'],
    [{ status: 500, path: 1 }, '"path"'],
    [{ reset: true, status: 500 }, '"reset"'],
    [{ reset: true, body: "x" }, '"body"'],
    [{ delay: 1, headers: {} }, '"headers"'],
    [{ status: 500, headers: { "a b": "x" } }, '"headers"'],
    [{ status: 500, headers: { a: "x\r\ny" } }, '"headers"'],
    [{ status: 500, body: 1n }, '"body" of an interception must be a text or what JSON can hold.'],
    [{ status: 500, body: circular }, '"body"'],
    [{ status: 500, body: () => 1 }, '"body"'],
    [{ reset: "yes" }, '"reset" of an interception must be true or false.'],
    [{ status: 500, reset: "yes" }, '"reset"'],
    [{ status: 500, reset: null }, '"reset"'],
  ])("is refused: %p", async (interception, message) => {
    const { control } = await service();
    expect(() => control.intercept(interception as Interception)).toThrow(message);
  });
});

describe("the clock", () => {
  test("is put forward, and nothing else", async () => {
    const { clock } = (await service()).control;
    const before = clock.now();
    clock.advance(5000);
    expect(clock.now() - before).toBeGreaterThanOrEqual(5000);
    for (const wrong of [-1, Number.NaN, Infinity, "1", 1.7e308, 8.64e15])
      expect(() => clock.advance(wrong as number)).toThrow(TypeError);
    expect(clock.now() - before).toBeLessThan(60_000);
    clock.advance(8e15);
    expect(() => clock.advance(8e15)).toThrow("A clock is advanced by");
  });
});

test("the hubs are a picture of the moment", async () => {
  const local = await service();
  expect(local.control.hubs()).toEqual([]);
  const ada = await connect(local, { sub: "ada", "webpubsub.group": ["a", "b"] }, "Chat");
  const anonymous = await connect(local, {}, "chat");
  const before = local.control.hubs();
  expect(before).toEqual([
    {
      name: "chat",
      connections: [
        { connectionId: ada.connectionId, userId: "ada", groups: ["a", "b"] },
        { connectionId: anonymous.connectionId, groups: [] },
      ],
    },
  ]);
  await call(local, "POST", "/api/hubs/chat/:closeConnections");
  expect(local.control.hubs()).toEqual([]);
  expect(before[0]?.connections).toHaveLength(2);
});
