/** Runs before the npm scripts: stops on an old Node, and installs the dependencies when they are missing or stale. */
import { fileURLToPath } from "node:url";
import { installWhenStale } from "./installWhenStale.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const oldestNode = 20;

if (Number(process.versions.node.split(".")[0]) < oldestNode) {
  console.error(
    `Node ${oldestNode} or later is needed; this is ${process.version}. Install a newer one and run the command again.`,
  );
  process.exit(1);
}
if (!installWhenStale(root, "dependencies")) {
  console.error("\nThe dependencies could not be installed. Check the network, then run: npm ci");
  process.exit(1);
}
