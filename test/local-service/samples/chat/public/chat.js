/** The page of the chat. It speaks the service's JSON subprotocol itself, with nothing but a WebSocket. */

/** @type {(id: string) => any} */
const byId = (id) => document.getElementById(id);

/** @type {WebSocket | undefined} */
let socket;
let lastAckId = 0;

/** @param {string} text @param {string} [name] - of who said it; without one it is about somebody */
function show(text, name) {
  const item = document.createElement("li");
  if (name === undefined) item.className = "quiet";
  else item.append(Object.assign(document.createElement("strong"), { textContent: name }), ": ");
  item.append(text);
  byId("messages").append(item);
  item.scrollIntoView();
}

/** @param {string} text */
const showStatus = (text) => (byId("status").textContent = text);

/** What comes from the service. @param {any} frame */
function read({ type, event, success, from, data }) {
  if (type === "system" && event === "connected") {
    byId("enter").hidden = true;
    byId("room").hidden = false;
    byId("text").focus();
    showStatus("Connected");
  } else if (type === "ack" && !success) {
    showStatus("That was not taken.");
  } else if (type === "message" && from === "group") {
    if (data.kind === "said") show(data.text, data.name);
    else show(`${data.name} ${data.kind === "came" ? "is here" : "has left"}`);
  } else if (type === "message" && from === "server") {
    showStatus(`You have said ${data.count} ${data.count === 1 ? "thing" : "things"}.`);
  }
}

byId("enter").addEventListener("submit", async (/** @type {Event} */ submit) => {
  submit.preventDefault();
  const response = await fetch(`/negotiate?name=${encodeURIComponent(byId("name").value)}`);
  const { url, message } = await response.json();
  if (!response.ok) {
    showStatus(message);
    return;
  }
  socket = new WebSocket(url, "json.webpubsub.azure.v1");
  socket.addEventListener("message", ({ data }) => read(JSON.parse(data)));
  socket.addEventListener("close", () => showStatus("Disconnected. Load the page again to enter."));
});

byId("talk").addEventListener("submit", (/** @type {Event} */ submit) => {
  submit.preventDefault();
  lastAckId += 1;
  const event = { type: "event", event: "say", ackId: lastAckId, dataType: "text", data: byId("text").value };
  socket?.send(JSON.stringify(event));
  byId("text").value = "";
});
