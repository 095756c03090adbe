import { Buffer } from "node:buffer";
import { createHmac, createSecretKey } from "node:crypto";
import os from "node:os";
import process from "node:process";
import { nodeTransport } from "../transport/node/nodeTransport.js";
import type { Platform } from "./platform.js";

/** Node.js. */
export const platform: Platform = {
  createTransport: nodeTransport,
  createHmac(key) {
    const secret = createSecretKey(key, "utf8");
    return (text) => createHmac("sha256", secret).update(text).digest("base64url");
  },
  base64Url: (text) => Buffer.from(text).toString("base64url"),
  userAgent: {
    header: "User-Agent",
    runtime: `Node/${process.versions.node} (${os.type()} ${os.release()}; ${os.arch()})`,
  },
};
