import { Buffer } from "node:buffer";
import { createHmac as hmac, createSecretKey } from "node:crypto";
import os from "node:os";
import process from "node:process";
import { redirectPolicy as follow } from "../pipeline/redirectPolicy.js";
import { nodeTransport } from "../transport/node/nodeTransport.js";
import type { Platform } from "./platform.js";

// Node.js.

export const createTransport: Platform["createTransport"] = nodeTransport;

export const redirectPolicy: Platform["redirectPolicy"] = follow;

export const createHmac: Platform["createHmac"] = (key) => {
  const secret = createSecretKey(key, "utf8");
  return (text) => hmac("sha256", secret).update(text).digest("base64url");
};

export const base64Url: Platform["base64Url"] = (text) => Buffer.from(text).toString("base64url");

export const userAgent: Platform["userAgent"] = () => ({
  header: "user-agent",
  runtime: `Node/${process.versions.node} (${os.type()} ${os.release()}; ${os.arch()})`,
});
