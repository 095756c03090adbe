import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { Report } from "../suite/setting.js";
import type { Run } from "../runtimes.js";

/** With which conditions Cloudflare's own tools bundle. */
const conditions = ["workerd", "worker", "browser"];

/** The day of the workerd in tools/package.json. There are no compatibility flags. */
const compatibilityDate = "2026-11-17";

/** Runs the suite in a worker, bundled as Cloudflare's own tools do. */
export const runInWorkerd: Run = async (command, { setting }, project) => {
  const script = await project.bundle("worker", conditions);
  writeFileSync(path.join(project.folder, "worker.bundle.js"), script);
  writeFileSync(path.join(project.folder, "workerd.capnp"), config(JSON.stringify(setting)));
  const child = spawn(command, ["serve", "workerd.capnp", "--control-fd=3"], {
    cwd: project.folder,
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  let complaint = "";
  child.stderr?.on("data", (chunk) => (complaint += String(chunk)));
  const gone = new Promise<never>((_, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`ended with ${String(code)}: ${complaint.trim()}`)));
  });
  try {
    const port = await Promise.race([listening(child.stdio[3] as Readable), gone]);
    const answer = await Promise.race([fetch(`http://127.0.0.1:${port}/`), gone]);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`the worker failed: ${complaint.trim() || text}`);
    return JSON.parse(text) as Report;
  } finally {
    gone.catch(() => undefined);
    child.kill("SIGKILL");
  }
};

async function listening(control: Readable): Promise<number> {
  for await (const line of createInterface({ input: control })) {
    const { event, port } = JSON.parse(line) as { event: string; port: number };
    if (event === "listen") return port;
  }
  throw new Error("did not say where it listens");
}

const config = (setting: string): string => `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "suite", worker = .suite),
    # The local service is on this machine.
    (name = "internet", network = (allow = ["private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "suite")],
);

const suite :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.bundle.js")],
  compatibilityDate = "${compatibilityDate}",
  bindings = [(name = "setting", json = ${JSON.stringify(setting)})],
);
`;
