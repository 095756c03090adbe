/** The form that sends. */

/** @typedef {{ id: number, status: number, text?: string, receivers?: number }} Answer */

/** @type {Record<"hub" | "target" | "name" | "contentType" | "body", HTMLInputElement>} */
const fields = /** @type {any} */ (/** @type {HTMLFormElement} */ (byId("send")).elements);

/** How many drafts have been sent; the number of a draft is what its answer is known by. */
let drafts = 0;
let isWaiting = false;

/** Shows the field for a name where one is needed, and offers the names that there are. */
function showName() {
  const target = fields.target.value;
  const hub = state.hubs.find(({ name }) => name === fields.hub.value.toLowerCase());
  const names = {
    all: [],
    group: hub?.groups.map(({ name }) => name),
    user: hub?.connections.flatMap(({ userId }) => userId ?? []),
    connection: hub?.connections.map(({ id }) => id),
  }[target];
  byId("name-field").hidden = target === "all";
  fields.name.required = target !== "all";
  byId("name-label").textContent = { group: "Group", user: "User" }[target] ?? "Connection";
  sync(
    byId("names"),
    "option",
    [...new Set(names)],
    (name) => name,
    (option, name) => option.setAttribute("value", name),
  );
}

/** @param {string} text @param {"good" | "bad"} [kind] */
function showAnswer(text, kind = "good") {
  byId("answer").dataset["state"] = kind;
  byId("answer").textContent = text;
}

/** @param {Answer} answer */
function readAnswer({ id, status, text = "", receivers = 0 }) {
  if (id !== drafts) return;
  isWaiting = false;
  if (status === 202) showAnswer(`Sent to ${counted(receivers, "client")}.`);
  else showAnswer(`${status === 0 ? "" : `${status}: `}${messageOf(text) || "The service did not send it."}`, "bad");
}

/** Says so where an answer will not come any more. */
function giveUpAnswer() {
  if (isWaiting) showAnswer("The connection was lost before the service answered.", "bad");
  isWaiting = false;
}

/** The message in an error body, or the body where it is none. @param {string} text */
function messageOf(text) {
  try {
    return String(JSON.parse(text).message ?? text);
  } catch {
    return text;
  }
}

/** @param {Event} event */
function send(event) {
  event.preventDefault();
  const [hub, target, name, contentType] = [fields.hub, fields.target, fields.name, fields.contentType].map(
    ({ value }) => value,
  );
  const isBytes = contentType === "application/octet-stream";
  const body = isBytes ? fields.body.value.replace(/\s/g, "") : fields.body.value;
  if (isBytes && !/^([0-9a-f]{2})*$/i.test(body)) {
    showAnswer("Bytes are pairs of hexadecimal digits, such as 48 65 6c 6c 6f.", "bad");
    fields.body.focus();
    return;
  }
  drafts += 1;
  isWaiting = true;
  showAnswer("Sending…");
  feed?.send(JSON.stringify({ id: drafts, hub, target, name, contentType, body }));
}

byId("send").addEventListener("submit", send);
fields.hub.addEventListener("input", showName);
fields.target.addEventListener("change", showName);
fields.body.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("send-button").click();
});
