import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../scripts/root.js";

/**
 * Compiles a TypeScript program that uses a repository's built package by its name, and runs it.
 *
 * @returns the compiler's messages, or what the program printed where there are none
 */
export function runProgram(text: string, repository: string): string {
  const folder = mkdtempSync(path.join(repository, "dist", "program-"));
  const run = (file: string, args: string[]) => {
    const { stdout, stderr } = spawnSync(process.execPath, [file, ...args], { cwd: folder, encoding: "utf8" });
    return `${stdout}${stderr}`.trim();
  };
  try {
    const compilerOptions = { strict: true, target: "ES2022", module: "NodeNext", types: ["node"], skipLibCheck: true };
    writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["program.mts"] }));
    writeFileSync(path.join(folder, "program.mts"), text);
    return run(path.join(root, "node_modules/typescript/bin/tsc"), ["--pretty", "false"]) || run("program.mjs", []);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A program that makes a client of a version for a server of its own, sends, and prints each request's line. */
export const programWithServer = (entryPoint: string, names: string, calls: string): string => `
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createWebPubSubClient, isUnexpected, ${names} } from "${entryPoint}";

const server = createServer((request, response) => {
  request.on("data", (chunk) => console.log(String(chunk)));
  console.log(request.method, request.url);
  response.writeHead(request.url?.includes("listeners") ? 200 : 204, { "content-type": "application/json" });
  response.end(request.url?.includes("listeners") ? '{"value":[{"name":"ada"}]}' : undefined);
});
server.listen(0, "127.0.0.1", async () => {
  const { port } = server.address() as AddressInfo;
  const client = createWebPubSubClient(\`http://127.0.0.1:\${port}\`, { key: "a fake key" });
  ${calls}
  server.close();
  server.closeAllConnections();
});
`;
