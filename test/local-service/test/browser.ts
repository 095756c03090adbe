import { existsSync } from "node:fs";
import { afterAll, test } from "@jest/globals";
import { chromium } from "playwright-core";
import type { Browser, ConsoleMessage, Page } from "playwright-core";
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

/** How a page is seen; as on a light screen of 1280 by 720 where nothing is said. */
export interface Screen {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: "light" | "dark";
}

/** Opens the status page of a service, and waits until it is live. */
export async function openPage({ endpoint }: LocalService, options: Screen = {}): Promise<OpenPage> {
  const tab = await openTab(`${endpoint}/`, options);
  await tab.page.getByText("Live", { exact: true }).waitFor();
  return tab;
}

/** Pages that no test uses at the moment: the browser takes far longer to make one than to load another address in it. */
const free: Page[] = [];

/** Opens any page. Those that a test opens know nothing of each other, nor of those of tests before. */
export async function openTab(url: string, screen: Screen = {}): Promise<OpenPage> {
  const page = free.pop() ?? (await newPage());
  await page.context().clearCookies();
  await page.setViewportSize(screen.viewport ?? { width: 1280, height: 720 });
  await page.emulateMedia({ colorScheme: screen.colorScheme ?? "light" });
  const [complaints, requests]: string[][] = [[], []];
  const onConsole = (message: ConsoleMessage) => complaints.push(message.text());
  const onError = (error: Error) => complaints.push(String(error));
  const onAsked = (asked: { url(): string }) => requests.push(asked.url());
  page.on("console", onConsole).on("pageerror", onError).on("request", onAsked).on("websocket", onAsked);
  closeAfterTest({
    async close() {
      page.off("console", onConsole).off("pageerror", onError).off("request", onAsked).off("websocket", onAsked);
      if (page.isClosed()) return;
      await page.goto("about:blank");
      free.push(page);
    },
  });
  await page.goto(url);
  return { page, complaints, requests };
}

async function newPage(): Promise<Page> {
  browser ??= chromium.launch({ ...(executablePath !== undefined && { executablePath }), args });
  return await (await (await browser).newContext()).newPage();
}
