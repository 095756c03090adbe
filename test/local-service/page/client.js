/** A client of the page's own, to try a hub and its event handlers with. */

/** How many of the frames that it received are shown. */
const shownFrames = 20;

/** @type {WebSocket | undefined} */
let testClient;
let lastAckId = 0;
/** How many tokens have been asked for; only the last one is waited for. */
let tokens = 0;

/** @type {Record<"hub" | "user" | "event" | "data", HTMLInputElement>} */
const clientFields = /** @type {any} */ (/** @type {HTMLFormElement} */ (byId("client")).elements);

/** @param {string} text @param {"good" | "bad"} [kind] */
function showClientStatus(text, kind = "good") {
  byId("client-status").dataset["state"] = kind;
  byId("client-status").textContent = text;
}

/** @param {string} text */
function showFrame(text) {
  const list = byId("client-frames");
  list.prepend(element("li", {}, element("pre", {}, text)));
  while (list.childElementCount > shownFrames) list.lastElementChild?.remove();
}

/** Fits what can be done to whether it is connected. */
function showConnected() {
  const isConnected = testClient !== undefined;
  byId("client-connect").textContent = isConnected ? "Disconnect" : "Connect";
  byId("client-events").hidden = !isConnected;
  clientFields.hub.disabled = isConnected;
  clientFields.user.disabled = isConnected;
}

/** @param {{ id: number, token?: string, text?: string }} answer */
function readToken({ id, token, text }) {
  if (id !== tokens) return;
  if (token === undefined) return showClientStatus(text ?? "The service made no token.", "bad");
  const address = `${location.origin.replace("http", "ws")}/client/hubs/${encodeURIComponent(clientFields.hub.value)}`;
  const socket = new WebSocket(`${address}?access_token=${encodeURIComponent(token)}`, "json.webpubsub.azure.v1");
  testClient = socket;
  let wasOpen = false;
  byId("client-frames").replaceChildren();
  socket.addEventListener("open", () => {
    wasOpen = true;
    showClientStatus("Connected.");
    showConnected();
  });
  socket.addEventListener("message", ({ data }) => showFrame(data));
  socket.addEventListener("close", ({ code }) => {
    if (testClient !== socket) return;
    testClient = undefined;
    if (wasOpen) showClientStatus(`Disconnected with ${code}.`, code === 1000 || code === 1005 ? "good" : "bad");
    else showClientStatus("Refused. What the handler of connect said is among the events.", "bad");
    showConnected();
  });
}

byId("client").addEventListener("submit", (event) => {
  event.preventDefault();
  if (testClient !== undefined) {
    testClient.close(1000);
    return;
  }
  tokens += 1;
  showClientStatus("Connecting…");
  feed?.send(JSON.stringify({ id: tokens, connectTo: clientFields.hub.value, userId: clientFields.user.value }));
});

byId("client-send").addEventListener("click", () => {
  lastAckId += 1;
  const { event, data } = clientFields;
  const frame = { type: "event", event: event.value, ackId: lastAckId, dataType: "text", data: data.value };
  testClient?.send(JSON.stringify(frame));
});
