import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Gate } from "./gate.js";
import { runNode } from "./gate.js";

/**
 * What "sideEffects": false says, shown by running it: importing every module of the package changes nothing that other
 * code can see, keeps no process running and prints nothing. The packages that it depends on are loaded before.
 */
export const sideEffects: Gate = {
  name: "imports without side effects",
  async run({ folder, files, manifest }) {
    const own = files.filter((name) => /^dist\/esm\/.*\.js$/.test(name));
    const text = `
      const seen = () => {
        const lines = [];
        const look = (name, object) => {
          for (const key of Reflect.ownKeys(object)) {
            const { value, get, set } = Reflect.getOwnPropertyDescriptor(object, key);
            lines.push([name + "." + String(key), value, get, set]);
          }
        };
        look("globalThis", globalThis);
        for (const key of Object.getOwnPropertyNames(globalThis)) {
          const { value } = Object.getOwnPropertyDescriptor(globalThis, key);
          if (typeof value !== "function" && (typeof value !== "object" || value === null || value === globalThis)) continue;
          look(key, value);
          if (typeof value === "function" && value.prototype) look(key + ".prototype", value.prototype);
        }
        for (const event of process.eventNames()) lines.push(["process.on " + String(event), process.listenerCount(event)]);
        lines.push(["environment", JSON.stringify(process.env)]);
        return lines;
      };
      for (const name of ${JSON.stringify(Object.keys((manifest["dependencies"] ?? {}) as object))}) await import(name);
      // Node itself makes some of its globals when they are first asked for.
      for (const name of Object.getOwnPropertyNames(globalThis)) void globalThis[name];
      const before = new Map(seen().map(([name, ...values]) => [name, values]));
      for (const file of ${JSON.stringify(own)}) await import(new URL("node_modules/web-pubsub-rest/" + file, import.meta.url).href);
      for (const [name, ...values] of seen()) {
        const old = before.get(name);
        before.delete(name);
        if (old === undefined) console.log(name + " is new");
        else if (values.some((value, index) => !Object.is(value, old[index]))) console.log(name + " has changed");
      }
      for (const name of before.keys()) console.log(name + " is gone");`;
    writeFileSync(path.join(folder, "sideEffects.mjs"), text);
    const { status, stdout, stderr } = await runNode(["sideEffects.mjs"], folder);
    return [...stdout.split("\n").filter(Boolean), ...(status === 0 && stderr === "" ? [] : [stderr])];
  },
};
