/** The suite on workerd: the setting is a binding, the report is the answer to any request. */
import { runSuite } from "./suite.js";
import type { Setting } from "./setting.js";

export default {
  async fetch(_request: Request, { setting }: { setting: Setting }): Promise<Response> {
    return Response.json(await runSuite(setting));
  },
};
