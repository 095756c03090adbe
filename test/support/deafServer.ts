import { spawn } from "node:child_process";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** A port that lets nobody in: its queue is full, so that the first packet of a connection gets no answer at all. */
export interface DeafServer {
  readonly port: number;
  close(): void;
}

/** Listens on 127.0.0.1, says where, and then does nothing any more, not even take in connections; for a minute at most. */
const program = `
  const server = require("node:net").createServer().listen({ host: "127.0.0.1", port: 0, backlog: 1 }, () => {
    require("node:fs").writeSync(1, server.address().port + "\\n");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
    process.exit();
  });
`;

/** Starts one in a process of its own, and fills its queue. */
export async function deafServer(): Promise<DeafServer> {
  const child = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.once("data", (text: Buffer) => resolve(Number(text.toString())));
    child.once("exit", () => reject(new Error("The server that takes nobody in did not start.")));
  });
  const waiting: Socket[] = [];
  // How many fit into the queue is the system's business.
  for (let isFull = false; !isFull;) {
    const socket = connect({ host: "127.0.0.1", port }).on("error", () => undefined);
    waiting.push(socket);
    isFull = await Promise.race([
      new Promise<boolean>((resolve) => socket.once("connect", () => resolve(false))),
      pause(200, true),
    ]);
  }
  return {
    port,
    close() {
      for (const socket of waiting) socket.destroy();
      child.kill("SIGKILL");
    },
  };
}
