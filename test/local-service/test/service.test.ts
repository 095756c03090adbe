import { describe, expect, test } from "@jest/globals";
import { startLocalService } from "../src/index.js";
import { call, connect, service, watchedService } from "./support.js";

describe("a service", () => {
  test("says where it is, and with which key", async () => {
    const { endpoint, connectionString } = await service({ accessKey: "fake-key" });
    expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(connectionString).toBe(`Endpoint=${endpoint};AccessKey=fake-key;Version=1.0;`);
  });

  test("listens on IPv6 too", async () => {
    const { endpoint } = await service({ host: "::1" });
    expect(endpoint).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect((await fetch(`${endpoint}/api/health`, { method: "HEAD" })).status).toBe(200);
  });

  test("shares nothing with another one", async () => {
    const [one, two] = [await service(), await service()];
    await connect(one, { sub: "ada" });
    expect((await call(one, "HEAD", "/api/hubs/chat/users/ada")).status).toBe(200);
    expect((await call(two, "HEAD", "/api/hubs/chat/users/ada")).status).toBe(404);
  });

  test("closes its connections, and may be closed twice", async () => {
    const local = await startLocalService();
    const client = await connect(local);
    await Promise.all([local.close(), local.close()]);
    expect((await client.closed).code).toBe(1001);
    await expect(fetch(`${local.endpoint}/api/health`)).rejects.toThrow();
  });

  test("closes although a client does not answer", async () => {
    const local = await startLocalService();
    const client = await connect(local);
    client.socket.pause();
    await local.close();
    client.socket.resume();
  });

  test("reports requests without their tokens", async () => {
    const { local, requests } = await watchedService();
    await connect(local);
    await call(local, "HEAD", "/api/hubs/chat/users/ada?api-version=2020-10-01");
    expect(requests()).toEqual([
      { type: "request", method: "WEBSOCKET", path: "/client/hubs/chat?access_token=***", status: 101 },
      { type: "request", method: "HEAD", path: "/api/hubs/chat/users/ada?api-version=2020-10-01", status: 404 },
    ]);
  });

  test("is refused a port that is taken, with what to do", async () => {
    const port = Number(new URL((await service()).endpoint).port);
    await expect(startLocalService({ port })).rejects.toMatchObject({
      code: "EADDRINUSE",
      message: `Port ${port} of 127.0.0.1 is taken. Name another port, or 0 for any free one.`,
    });
  });

  test.each([
    [{ port: 65536 }, '"port" must be a whole number from 0 to 65535. Received 65536.'],
    [{ port: "8080" }, '"port" must be a whole number from 0 to 65535. Received a string.'],
    [{ host: "" }, '"host" must be a host name or address. Received an empty string.'],
    [
      { accessKey: "fake;key" },
      '"accessKey" must be a text without semicolons, control characters and blanks around it. Received a string.',
    ],
    [{ accessKey: "" }, '"accessKey" must be'],
    [{ statusPage: "yes" }, '"statusPage" must be true or false. Received a string.'],
    [{ onEvent: "log" }, '"onEvent" must be a function. Received a string.'],
  ])("is refused the options %j", async (options, message) => {
    await expect(startLocalService(options as never)).rejects.toThrow(message);
  });
});
