import { expect } from "@jest/globals";
import { browserTest, openPage } from "../browser.js";
import { handledHubs as hubs } from "../pageSupport.js";
import { call, service } from "../support.js";

browserTest("the box hears what became of its message although a client was connected meanwhile", async () => {
  const local = await service();
  const { page } = await openPage(local);
  local.control.intercept({ delay: 3_600_000 });
  await page.getByRole("region", { name: "Send a message" }).getByLabel("Hub").fill("chat");
  await page.getByLabel("Message", { exact: true }).fill("hello");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.locator("#answer").getByText("Sending…").waitFor();
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.locator("#client-status").getByText("Connected.").waitFor();
  local.control.clock.advance(3_600_000);
  await page.locator("#answer").getByText("Sent to 1 client.").waitFor();
});

browserTest(
  "the page connects a client, sends its events, and shows what handlers answer and what is refused",
  async () => {
    const local = await service({ hubs });
    const { page, complaints } = await openPage(local, { viewport: { width: 390, height: 844 } });
    const form = page.getByRole("region", { name: "Test client" });
    const status = page.locator("#client-status");
    const activity = page.getByRole("region", { name: "Events for handlers" }).getByRole("listitem");
    await form.getByLabel("User").fill("mallory");
    await form.getByRole("button", { name: "Connect", exact: true }).click();
    await status.getByText("Refused. What the handler of connect said is among the events.").waitFor();
    await activity.filter({ hasText: "mallory" }).getByText("403").waitFor();
    await form.getByLabel("User").fill("ada");
    await form.getByRole("button", { name: "Connect", exact: true }).click();
    await status.getByText("Connected.").waitFor();
    await page.getByRole("row").filter({ hasText: "ada" }).getByText("news").waitFor();

    await form.getByLabel("Text").fill("hello");
    await form.getByRole("button", { name: "Send the event" }).click();
    await form.getByText('"data":{"youSaid":"hello"}').waitFor();
    await activity.getByText('→ hello\n← {"youSaid":"hello"}').waitFor();
    await form.getByLabel("Event", { exact: true }).fill("boom");
    await form.getByRole("button", { name: "Send the event" }).click();
    await activity.getByText('The function "userEvent" failed: my bug <b>').waitFor();
    await form.getByLabel("Event", { exact: true }).fill("busy");
    await form.getByRole("button", { name: "Send the event" }).click();
    await activity.filter({ hasText: "busy" }).getByText("again in 1 s").waitFor();
    local.control.clock.advance(10_000);
    await form.getByLabel("Event", { exact: true }).fill("nobody.wants");
    await form.getByRole("button", { name: "Send the event" }).click();
    await activity.filter({ hasText: "no handler wants it" }).waitFor();
    await call(local, "POST", "/api/hubs/chat/:send", { headers: { authorization: "Bearer bad" } });
    await activity.filter({ hasText: "/api/hubs/chat/:send" }).getByText("401").waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);

    await page.getByLabel("Filter").fill("ADA boom");
    await activity.filter({ hasText: "mallory" }).waitFor({ state: "detached" });
    expect(await activity.count()).toBe(1);
    await page.getByText("Nothing has been sent.").waitFor();
    await page.getByLabel("Filter").fill("");
    await activity.nth(4).waitFor();
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByText("Nothing has happened.").waitFor();
    await form.getByRole("button", { name: "Disconnect" }).click();
    await status.getByText("Disconnected with 1000.").waitFor();
    await page.getByText("No client is connected.").waitFor();
    // The browser itself reports the client that was refused.
    expect(complaints.filter((complaint) => !complaint.includes("403"))).toEqual([]);
  },
  60_000,
);
