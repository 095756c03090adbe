/** The suite on a page: the setting comes from the front, the report goes back to it. */
import { runSuite } from "./suite.js";

const post = (path: string, value: unknown) => fetch(path, { method: "POST", body: JSON.stringify(value) });

addEventListener("error", ({ message }) => void post("/front/failure", message));
addEventListener("unhandledrejection", ({ reason }) => void post("/front/failure", String(reason)));
const setting = await (await fetch("/front/setting")).json();
await post("/front/report", await runSuite(setting));
