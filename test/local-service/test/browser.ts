import { existsSync } from "node:fs";
import { afterAll, test } from "@jest/globals";
import { chromium } from "playwright-core";
import type { Browser, Page } from "playwright-core";
import type { LocalService } from "../src/index.js";
import { closeAfterTest } from "./support.js";

/** Where Linux distributions put Chromium, and Google its Chrome. */
const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

if (executablePath === undefined)
  process.stderr.write("The tests in a browser are skipped: there is no browser. Run: apt-get install chromium\n");

/** No sandbox, which root has none of, and none of the traffic that has nothing to do with the page. */
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let browser: Promise<Browser> | undefined;
afterAll(async () => {
  await (await browser)?.close();
});

/** A test that needs a browser. Without one it is skipped; the last line of a run says how many were. */
export function browserTest(name: string, run: () => Promise<void>, timeout = 30_000): void {
  if (executablePath !== undefined) test(name, run, timeout);
  else test.skip(name, run);
}

/** An open page, and what it must not have done when the test is over. */
export interface OpenPage {
  readonly page: Page;
  /** What it wrote to the console, and errors that nothing caught. */
  readonly complaints: string[];
  /** Every address that it asked for. */
  readonly requests: string[];
}

/** Opens the status page of a service, and waits until it is live. */
export async function openPage({ endpoint }: LocalService, options = {}): Promise<OpenPage> {
  const tab = await openTab(`${endpoint}/`, options);
  await tab.page.getByText("Live", { exact: true }).waitFor();
  return tab;
}

/** Opens any page. */
export async function openTab(url: string, options = {}): Promise<OpenPage> {
  browser ??= chromium.launch({ ...(executablePath !== undefined && { executablePath }), args });
  const context = closeAfterTest(await (await browser).newContext(options));
  const page = await context.newPage();
  const [complaints, requests]: string[][] = [[], []];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => requests.push(request.url()));
  page.on("websocket", (socket) => requests.push(socket.url()));
  await page.goto(url);
  return { page, complaints, requests };
}
