/** A process of its own with a local service, from whatever folder it is told. */
import { pathToFileURL } from "node:url";
import { listenToParent } from "../childProcess.js";

interface Service {
  readonly connectionString: string;
  readonly endpoint: string;
}

listenToParent({
  /** @param folder - that of a built package */
  async start(folder) {
    const module = new URL("dist/index.js", pathToFileURL(`${folder as string}/`));
    const { startLocalService } = (await import(module.href)) as { startLocalService(): Promise<Service> };
    const { connectionString, endpoint } = await startLocalService();
    return { connectionString, endpoint };
  },
  /** Processor time of the process so far, in microseconds. */
  async cpu() {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
});
