import { expect } from "@jest/globals";
import { browserTest, openPage } from "../browser.js";
import { call, connect, service } from "../support.js";
import { member } from "../websocketSupport.js";

const text = { headers: { "content-type": "text/plain" } };
// Without a slash, which no path of the API can hold.
const hostile = "<img src=x onerror=document.title=1><script>document.title = 1";

browserTest("the page shows clients, groups and messages while they come and go", async () => {
  const local = await service();
  const { page, complaints, requests } = await openPage(local);
  await page.getByText("No client is connected.").waitFor();

  const ada = await connect(local, member);
  const row = page.getByRole("row").filter({ hasText: ada.connectionId });
  await row.waitFor();
  expect(await row.getByRole("cell").allInnerTexts()).toEqual([
    "ada",
    ada.connectionId,
    "json",
    "none",
    expect.stringMatching(/^\d\d:\d\d:\d\d$/),
  ]);
  await ada.ask({ type: "joinGroup", group: "news", ackId: 1 });
  await page.getByRole("list", { name: "Groups of chat" }).getByText("news · 1").waitFor();
  await row.getByText("news").waitFor();

  await call(local, "POST", "/api/hubs/chat/groups/news/:send", { ...text, body: "first" });
  ada.send({ type: "sendToGroup", group: "news", dataType: "text", data: "second", ackId: 2 });
  await page.getByText("second", { exact: true }).waitFor();
  const messages = page.getByRole("region", { name: "Last messages" }).getByRole("listitem");
  expect(await messages.allInnerTexts()).toEqual([
    expect.stringMatching(/chat → group news\s+from ada\s+to 1 client\s+text, 6 characters\s+second$/),
    expect.stringMatching(/chat → group news\s+from the server\s+to 1 client\s+text, 5 characters\s+first$/),
  ]);

  ada.socket.close();
  await page.getByText("No client is connected.").waitFor();
  expect(complaints).toEqual([]);
  const { host } = new URL(local.endpoint);
  expect(requests.filter((url) => !url.startsWith("data:") && new URL(url).host !== host)).toEqual([]);
});

browserTest("the box sends to whoever was picked, as text, JSON and bytes", async () => {
  const local = await service();
  const ada = await connect(local, { sub: "ada", "webpubsub.group": ["news"] });
  const { page, complaints } = await openPage(local);
  const answer = page.locator("#answer");

  // The only hub there is is filled in when the page hears of it, and a message is sent with the keyboard alone.
  const hub = page.getByRole("region", { name: "Send a message" }).getByLabel("Hub");
  while ((await hub.inputValue()) === "") await new Promise((resolve) => setTimeout(resolve, 10));
  expect(await hub.inputValue()).toBe("chat");
  await page.getByLabel("Message", { exact: true }).fill("to everybody");
  await page.keyboard.press("Control+Enter");
  expect(await ada.json()).toMatchObject({ from: "server", data: "to everybody" });
  await answer.getByText("Sent to 1 client.").waitFor();

  await page.getByRole("button", { name: "news · 1" }).click();
  expect(await page.getByLabel("Group", { exact: true }).inputValue()).toBe("news");
  await page.getByLabel("Content").selectOption("JSON");
  await page.getByLabel("Message", { exact: true }).fill('{"a":[1]}');
  await page.getByRole("button", { name: "Send", exact: true }).click();
  expect(await ada.json()).toMatchObject({ from: "group", group: "news", data: { a: [1] } });

  await page.getByRole("button", { name: "ada", exact: true }).click();
  await page.getByLabel("Content").selectOption("bytes, in hexadecimal");
  await page.getByLabel("Message", { exact: true }).fill("48 6");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await answer.getByText("Bytes are pairs of hexadecimal digits").waitFor();
  await page.getByLabel("Message", { exact: true }).fill("48 69");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  expect(await ada.json()).toMatchObject({ dataType: "binary", data: "SGk=" });

  await page.getByLabel("Content").selectOption("JSON");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await answer.getByText("400: The request body is not a valid JSON.").waitFor();
  expect(complaints).toEqual([]);
});

browserTest("the page shows what others wrote as text, wherever it is", async () => {
  const local = await service();
  await connect(local, { sub: hostile, "webpubsub.group": [hostile] });
  await call(local, "POST", `/api/hubs/chat/groups/${encodeURIComponent(hostile)}/:send`, { ...text, body: hostile });
  const { page, complaints } = await openPage(local);
  await page.getByText(hostile, { exact: true }).first().waitFor();
  // As a user, as a group of the hub and of the connection, as a target, and as a message.
  expect(await page.getByText(hostile).count()).toBe(5);
  expect(await page.locator("main script, main img").count()).toBe(0);
  expect(await page.title()).toBe("web-pubsub-local");
  expect(complaints).toEqual([]);
});

browserTest("the page shows the beginning of long names, and sends to the whole of them", async () => {
  const local = await service();
  const [sub, group] = ["u".repeat(5000), "g".repeat(1024)];
  const client = await connect(local, { sub, "webpubsub.group": [group] });
  const { page, complaints } = await openPage(local, { viewport: { width: 360, height: 640 } });
  for (const name of [`${"g".repeat(80)}… · 1`, `${"u".repeat(80)}…`]) {
    await page.getByRole("button", { name, exact: true }).click();
    await page.getByLabel("Message", { exact: true }).fill("hello");
    await page.keyboard.press("Control+Enter");
    expect(await client.json()).toMatchObject({ data: "hello" });
  }
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  expect(complaints).toEqual([]);
});

browserTest("the page connects again when the service is restarted, and says so", async () => {
  const first = await service();
  const { page, complaints } = await openPage(first);
  await call(first, "POST", "/api/hubs/chat/:send", { ...text, body: "before" });
  await page.getByText("before").waitFor();
  await page.getByLabel("Message", { exact: true }).fill("a draft");
  await first.close();
  await page.getByText("Disconnected. Trying again…").waitFor();
  expect(await page.getByRole("button", { name: "Send", exact: true }).isDisabled()).toBe(true);

  const second = await service({ port: Number(new URL(first.endpoint).port) });
  await page.getByText("Live again: the service was restarted").waitFor();
  await page.getByText("before").waitFor({ state: "detached" });
  const ada = await connect(second);
  await page.getByText(ada.connectionId).waitFor();
  expect(await page.getByLabel("Message", { exact: true }).inputValue()).toBe("a draft");
  // The browser itself reports each attempt that found nobody.
  expect(complaints.filter((complaint) => !complaint.includes("ERR_CONNECTION_REFUSED"))).toEqual([]);
});

browserTest("the page stays usable in a storm of messages, and on a small screen", async () => {
  const local = await service();
  for (let count = 0; count < 30; count += 1) await connect(local, { sub: `user ${count}` });
  const { page, complaints } = await openPage(local, { viewport: { width: 360, height: 640 }, colorScheme: "dark" });
  await page.getByRole("button", { name: "user 7", exact: true }).focus();
  const writer = await connect(local, { role: "webpubsub.sendToGroup" }, "other");
  const message = { type: "sendToGroup", group: "news", dataType: "text", data: "x".repeat(500) };
  for (let round = 1; round <= 40; round += 1) {
    for (let sent = 1; sent < 50; sent += 1) writer.send(message);
    await writer.ask({ ...message, ackId: round });
    // The page is told of them ten times a second.
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await page.locator("#message-count", { hasText: "2,000" }).waitFor();
  expect(await page.getByRole("region", { name: "Last messages" }).getByRole("listitem").count()).toBe(100);
  expect(await page.evaluate("document.activeElement.textContent")).toBe("user 7");
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  expect(complaints).toEqual([]);
});
