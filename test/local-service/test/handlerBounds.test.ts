import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import type { UserEventRequest } from "../src/index.js";
import { connect, service, until } from "./support.js";

const hubs = (userEvent: (request: UserEventRequest) => unknown) => ({
  chat: { eventHandlers: [{ userEvent: userEvent as () => undefined }] },
});

/** Something that others wait for. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

test("a hundred invocations of a client are under way at once, and no more until one has ended", async () => {
  const first = gate();
  const others = gate();
  const userEvent = ({ data }: UserEventRequest) => (data === 1 ? first.opened : others.opened);
  const client = await connect(await service({ hubs: hubs(userEvent) }));
  const invoke = (data: number) => client.send({ type: "invoke", invocationId: `i${data}`, event: "e", data });
  for (let data = 1; data <= 101; data += 1) invoke(data);
  expect(await client.json()).toMatchObject({
    invocationId: "i101",
    success: false,
    error: { message: "More than 100 invocations are under way." },
  });
  first.open();
  expect(await client.json()).toMatchObject({ invocationId: "i1", success: true });
  invoke(102);
  expect(await client.isSilent()).toBe(true);
  others.open();
  for (let count = 0; count < 100; count += 1) expect(await client.json()).toMatchObject({ success: true });
});

test("a client whose event is being handled is not read on for ever, and nothing of it is lost", async () => {
  const first = gate();
  const seen: number[] = [];
  const userEvent = async ({ data }: UserEventRequest) => {
    seen.push((data as { index: number }).index);
    await first.opened;
  };
  const client = await connect(await service({ hubs: hubs(userEvent) }));
  const text = "x".repeat(1_000_000);
  let gone = 0;
  const sendFrom = (index: number): void => {
    if (index === 30) return;
    client.socket.send(JSON.stringify({ type: "event", event: "e", data: { index, text } }), () => {
      gone += 1;
      sendFrom(index + 1);
    });
  };
  sendFrom(0);
  for (let before = -1; gone > before;) {
    before = gone;
    await pause(1000);
  }
  // The sockets of the system hold some megabytes of their own.
  expect(gone).toBeLessThan(20);
  expect(seen).toEqual([0]);
  first.open();
  await until(() => seen.length >= 30);
  expect(seen).toEqual(Array.from({ length: 30 }, (_, index) => index));
}, 60_000);

test("the calls of handlers are kept within bounds, the latest first of all", async () => {
  const local = await service({ hubs: hubs(({ data }) => ({ data })) });
  const client = await connect(local);
  const ask = async (texts: string[]) => {
    for (const data of texts) client.send({ type: "event", event: "e", dataType: "text", data });
    for (const data of texts) expect(await client.json()).toMatchObject({ data });
  };
  const begins = () => local.control.handlerCalls.map(({ text }) => text.slice(0, 9));
  // Each is kept with its answer, of the same half MiB.
  await ask(Array.from({ length: 18 }, (_, index) => `big ${index + 1} ${"x".repeat(524_288 - 7)}`));
  expect(begins().at(-1)).toBe("big 18 xx");
  expect(begins().length).toBeGreaterThanOrEqual(15);
  expect(begins().length).toBeLessThanOrEqual(16);
  await ask(Array.from({ length: 1001 }, (_, index) => String(index)));
  expect(begins()).toEqual(Array.from({ length: 1000 }, (_, index) => String(index + 1)));
}, 60_000);
