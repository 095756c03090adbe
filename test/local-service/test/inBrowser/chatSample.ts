import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { browserTest, openTab } from "../browser.js";
import { closeAfterTest } from "../support.js";

const script = fileURLToPath(new URL("../../samples/chat/server.js", import.meta.url));

/** Runs the sample as its users do, until the end of the test. */
async function startSample() {
  const env = { ...process.env, NODE_OPTIONS: "", PORT: "0" };
  const child = spawn(process.execPath, [script], { env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  closeAfterTest({ close: () => child.kill("SIGKILL") });
  const stop = async (): Promise<unknown> => {
    child.kill("SIGINT");
    return ended;
  };
  let output = "";
  for await (const chunk of child.stdout) {
    output += String(chunk);
    const [, url] = /^The chat is at (\S+)$/m.exec(output) ?? [];
    if (url !== undefined && output.includes("is shown at")) return { url, stop };
  }
  throw new Error("The sample ended without a word.");
}

async function enter(page: Page, name: string): Promise<void> {
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Enter" }).click();
  await page.getByText("Connected", { exact: true }).waitFor();
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel("Message", { exact: true }).fill(text);
  await page.keyboard.press("Enter");
}

browserTest(
  "two people chat in the sample: they come, talk and leave",
  async () => {
    const { url, stop } = await startSample();
    const [ada, bob] = [await openTab(url), await openTab(url)];
    await ada.page.getByLabel("Your name").fill("jürgen");
    await ada.page.getByRole("button", { name: "Enter" }).click();
    await ada.page.getByText("A name has 1 to 20 characters of ASCII.").waitFor();

    await enter(ada.page, "ada");
    await ada.page.getByText("ada is here").waitFor();
    await enter(bob.page, "bob");
    await ada.page.getByText("bob is here").waitFor();
    await say(ada.page, "<b>hello</b>");
    await bob.page.getByText("<b>hello</b>").waitFor();
    await ada.page.getByText("You have said 1 thing.").waitFor();
    await say(bob.page, "hi");
    await bob.page.getByText("You have said 1 thing.").waitFor();
    await say(ada.page, "how are you?");
    await ada.page.getByText("You have said 2 things.").waitFor();
    // Nothing but blanks is refused by the handler.
    await say(ada.page, "   ");
    await ada.page.getByText("That was not taken.").waitFor();
    await bob.page.close();
    await ada.page.getByText("bob has left").waitFor();
    expect(await ada.page.getByRole("log").getByRole("listitem").allInnerTexts()).toEqual([
      "ada is here",
      "bob is here",
      "ada: <b>hello</b>",
      "bob: hi",
      "ada: how are you?",
      "bob has left",
    ]);
    // The browser itself reports the answer 400 to the first name.
    expect([...ada.complaints, ...bob.complaints].filter((complaint) => !complaint.includes("400"))).toEqual([]);
    await ada.page.close();
    // It ends by itself once it is told to.
    expect(await stop()).toEqual([0, null]);
  },
  90_000,
);
