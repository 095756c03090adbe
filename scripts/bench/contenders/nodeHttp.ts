/** Node's own HTTP client, with an agent that keeps connections. */
import http from "node:http";
import https from "node:https";
import { messageText, pathOf } from "../target.js";
import type { Prepare } from "../target.js";

export const prepare: Prepare = async ({ endpoint, hub, authorization }) => {
  const { hostname, port, protocol } = new URL(endpoint);
  const { Agent, request } = protocol === "https:" ? https : http;
  const options = {
    hostname,
    port,
    path: pathOf(hub),
    method: "POST",
    agent: new Agent({ keepAlive: true }),
    headers: {
      authorization,
      "content-type": "application/json",
      "content-length": Buffer.byteLength(messageText),
    },
  };
  return () =>
    new Promise((resolve, reject) => {
      const sent = request(options, (response) => {
        response.resume();
        response.on("end", () => resolve(response.statusCode ?? 0));
        response.on("error", reject);
      });
      sent.on("error", reject);
      sent.end(messageText);
    });
};
