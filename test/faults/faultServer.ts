/**
 * A process of its own: takes connections, with and without TLS, and treats each attempt as its case says. It notes what
 * it has been sent, so that the judge knows more than the client.
 */
import net from "node:net";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import tls from "node:tls";
import { listenToParent } from "../../scripts/childProcess.js";
import type { Certificate } from "../../scripts/certificate.js";
import { answer, expectedBody } from "./answers.js";
import type { Connection } from "./answers.js";
import { caseOf, isSend, messageOf } from "./cases.js";
import { awaitUnasked, closeSpecialPort, openSpecialPort, useCertificate } from "./specialPorts.js";
import type { Behaviour } from "./specialPorts.js";
import type { Fault } from "./faultKinds.js";
import { mayHaveActed } from "./faultKinds.js";
import { RequestReader } from "./requestReader.js";
import { resetSocket } from "./resetSocket.js";
import type { Served } from "./served.js";

let seed = 0;
/** Whether a client of undici calls: it takes 100 (Continue) that it has not asked for as a broken answer. */
let isUndici = false;
let context: tls.SecureContext;
const served = new Map<number, Served>();

/** Open connections, and whether each of them is between two requests. */
const connections = new Map<Socket, { idle: boolean; case?: number }>();

/** Serves one connection until it ends. @param raw - what is under the TLS, if any */
async function serve(raw: Socket, socket: Duplex): Promise<void> {
  const state: { idle: boolean; case?: number } = { idle: true };
  connections.set(raw, state);
  raw.once("close", () => connections.delete(raw));
  // Connections break here on purpose; what a client does to them is its own business.
  raw.on("error", () => undefined);
  socket.on("error", () => undefined);
  const reader = new RequestReader(socket);
  const connection = connectionOf(raw, socket, reader);
  try {
    for (;;) {
      state.idle = true;
      const head = await reader.head();
      if (head === undefined) return void raw.end();
      state.idle = false;
      const index = Number(head.headers.get("x-case"));
      state.case = index;
      const case_ = caseOf(seed, index);
      const entry = served.get(index) ?? { index, arrivals: [] };
      served.set(index, entry);
      const number = entry.arrivals.length;
      const fault = case_.faults[number] ?? ({ kind: "ok", framing: "length" } as const);
      const accepts = head.headers.get("accept-encoding") ?? "";
      const arrival = { acted: mayHaveActed(fault), isRight: true, accepts };
      entry.arrivals.push(arrival);
      if (fault.kind !== "cutBeforeBody") {
        const body = await reader.body(head);
        if (body === undefined) return void raw.end();
        arrival.isRight = body.toString() === (isSend(case_) ? expectedBody(case_, messageOf(case_)) : "");
      }
      const after = await answer(case_, allowed(fault, accepts), connection);
      if (after === "ended") return;
      if (after === "close") return void socket.end();
    }
  } catch {
    raw.destroy();
  }
}

/** A fault without what the client cannot take: a coding that was not asked for; one that is broken comes all the same, as mistakes do. */
function allowed(fault: Fault, accepts: string): Fault {
  if (isUndici && fault.kind === "ok" && fault.prelude === 100) return allowed({ ...fault, prelude: 103 }, accepts);
  if (
    (fault.kind !== "ok" && fault.kind !== "cutInBody") ||
    fault.coding === undefined ||
    accepts.includes(fault.coding)
  )
    return fault;
  const { coding: _, ...rest } = fault;
  return rest;
}

function connectionOf(raw: Socket, socket: Duplex, reader: RequestReader): Connection {
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => {
        if (raw.destroyed) reject(new Error("The connection has ended."));
        raw.once("close", resolve);
        socket.write(bytes, (error) => {
          raw.off("close", resolve);
          if (error == null) resolve();
          else reject(error);
        });
      }),
    end(cut) {
      if (cut === "reset") return resetSocket(raw, socket);
      // What still comes is thrown away, or the end of it would never be seen. TLS is given no farewell.
      raw.once("finish", () => raw.destroySoon());
      raw.end();
    },
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    async untilClosed() {
      while (await reader.more());
    },
  };
}

function secure(raw: Socket): Duplex {
  const socket = new tls.TLSSocket(raw, { isServer: true, secureContext: context });
  socket.on("error", () => raw.destroy());
  return socket;
}

const listen = (handle: (raw: Socket) => void): Promise<number> =>
  new Promise((resolve) => {
    const server = net.createServer({ noDelay: true }, handle);
    server.listen({ port: 0, host: "127.0.0.1", backlog: 1024 }, () => resolve((server.address() as AddressInfo).port));
  });

listenToParent({
  async start(argument) {
    const options = argument as { seed: number; isUndici: boolean; certificate: Certificate };
    ({ seed, isUndici } = options);
    context = tls.createSecureContext(options.certificate);
    useCertificate(options.certificate);
    return {
      http: await listen((raw) => void serve(raw, raw)),
      tls: await listen((raw) => void serve(raw, secure(raw))),
    };
  },
  openSpecial: (argument) => openSpecialPort(argument as Behaviour),
  awaitUnasked: (argument) => awaitUnasked(argument as number),
  closeSpecial: (argument) => closeSpecialPort(argument as number),
  /** What is known of some cases. */
  served: async (argument) =>
    (argument as number[]).map((index): Served => served.get(index) ?? { index, arrivals: [] }),
  /** How many arrivals there have ever been, so that late ones are seen. */
  arrivals: async () => [...served.values()].reduce((sum, { arrivals }) => sum + arrivals.length, 0),
  connections: async () => {
    const states = [...connections.values()];
    return {
      idle: states.filter(({ idle }) => idle).length,
      busy: states.flatMap((state) => (state.idle ? [] : [state.case])),
    };
  },
});
