import { describe, expect, test } from "@jest/globals";
import { startLocalService } from "../src/index.js";
import { createInMemoryService } from "../src/msw/index.js";

const urlTemplate = "http://localhost:3000/{event}";
const handler = (settings: object) => ({ chat: { eventHandlers: [settings] } });
const template = '"hubs.chat.eventHandlers[0].urlTemplate" must be an http or https address such as';
const pattern = '"hubs.chat.eventHandlers[0].userEventPattern" must be * or names of events with commas between them';

describe("wrong settings of hubs are refused at the start", () => {
  test.each([
    [1, '"hubs" must be an object with the settings of each hub. Received 1.'],
    [[], '"hubs" must be an object with the settings of each hub. Received a list.'],
    [new Map([["chat", {}]]), '"hubs" must be an object with the settings of each hub. Received a Map.'],
    [{ chat: new Map([["anonymousConnect", true]]) }, '"hubs.chat" must be an object. Received a Map.'],
    [{ "1chat": {} }, '"hubs" has the name "1chat", which no hub can have: a letter, and up to 127 letters, digits or'],
    [{ "my-hub!": {} }, '"hubs" has the name "my-hub!", which no hub can have: a letter,'],
    [{ chat: {}, Chat: {} }, '"hubs" has the hub "Chat" twice.'],
    [{ chat: null }, '"hubs.chat" must be an object. Received null.'],
    [
      { chat: { handlers: [] } },
      'There is no setting "handlers" of "hubs.chat". There are: eventHandlers, anonymousConnect.',
    ],
    [{ chat: { anonymousConnect: "allow" } }, '"hubs.chat.anonymousConnect" must be true or false. Received a string.'],
    [{ chat: { eventHandlers: {} } }, '"hubs.chat.eventHandlers" must be a list. Received an object.'],
    [
      handler(null as never),
      '"hubs.chat.eventHandlers[0]" must be an object with a urlTemplate, or with functions. Received null.',
    ],
    [handler({}), '"hubs.chat.eventHandlers[0]" gets no event: it needs a "urlTemplate", or one of connect,'],
    [
      handler({ urlTemplate }),
      '"hubs.chat.eventHandlers[0]" gets no event: it needs "systemEvents", "userEventPattern" or both.',
    ],
    [handler({ urlTemplate, auth: {} }), 'There is no setting "auth" of "hubs.chat.eventHandlers[0]".'],
    [handler({ urlTemplate: 1, userEventPattern: "*" }), `${template}`],
    [handler({ urlTemplate: "/eventhandler", userEventPattern: "*" }), template],
    [handler({ urlTemplate: "ftp://x/", userEventPattern: "*" }), template],
    [handler({ urlTemplate: "tunnel:///x", userEventPattern: "*" }), template],
    [handler({ urlTemplate: "http://{hub}.example/", userEventPattern: "*" }), template],
    [handler({ urlTemplate: "http://x/{name}", userEventPattern: "*" }), template],
    [handler({ urlTemplate: "http://x/{@Microsoft.KeyVault(SecretUri=x)}", userEventPattern: "*" }), template],
    [handler({ urlTemplate: "http://x:99999/", userEventPattern: "*" }), template],
    [handler({ urlTemplate: "http://x:99999/", userEventPattern: "*" }), "Its host or its port is none."],
    [handler({ urlTemplate: "localhost:3000", userEventPattern: "*" }), "It does not begin with http:// or https://."],
    [handler({ urlTemplate: "http://x/{evnt}", userEventPattern: "*" }), "There is no placeholder {evnt}."],
    [handler({ urlTemplate: "http://x/{event", userEventPattern: "*" }), "It has a brace without its other half."],
    [handler({ urlTemplate: "http://{hub}.x/", userEventPattern: "*" }), "There is a placeholder in its host."],
    [
      handler({ url: urlTemplate, systemEvents: ["connect"] }),
      'There is no setting "url" of "hubs.chat.eventHandlers[0]". ' +
        "There are: urlTemplate, systemEvents, userEventPattern, connect, connected, disconnected, joined, left, userEvent.",
    ],
    [handler({ systemEvents: ["connect"] }), 'gets no event: it needs a "urlTemplate", or one of connect,'],
    [
      handler({ urlTemplate, systemEvents: "connect" }),
      '"hubs.chat.eventHandlers[0].systemEvents" must be a list of any of connect,',
    ],
    [
      handler({ urlTemplate, systemEvents: ["conect"] }),
      '"hubs.chat.eventHandlers[0].systemEvents" must be a list of any of connect, connected, disconnected, joined, left. ' +
        'Its item 0 is "conect".',
    ],
    [handler({ urlTemplate, systemEvents: ["connect", 1] }), "left. Its item 1 is 1."],
    [handler({ urlTemplate, userEventPattern: "a, b c" }), '"b c" is no name: a letter, and up to'],
    [handler({ urlTemplate, userEventPattern: "a,,b" }), "There is a name missing."],
    [handler({ urlTemplate, userEventPattern: "" }), pattern],
    [handler({ urlTemplate, userEventPattern: "a,,b" }), pattern],
    [handler({ urlTemplate, userEventPattern: "a*" }), pattern],
    [handler({ urlTemplate, userEventPattern: ["a"] }), pattern],
    [handler({ connect: true }), '"hubs.chat.eventHandlers[0].connect" must be a function. Received a boolean.'],
    [handler({ conect: () => undefined }), 'There is no setting "conect" of "hubs.chat.eventHandlers[0]".'],
    [
      handler({ connect: () => undefined, userEventPattern: "*" }),
      'is for the function "userEvent", which is missing.',
    ],
    [handler({ userEvent: () => undefined, userEventPattern: "*a" }), pattern],
  ])("%j", async (hubs, message) => {
    await expect(startLocalService({ hubs: hubs as never })).rejects.toThrow(message);
    await expect(startLocalService({ hubs: hubs as never })).rejects.toThrow(TypeError);
    expect(() => createInMemoryService({ hubs: hubs as never })).toThrow(message);
  });

  test("a secondary key that cannot stand in a connection string", async () => {
    await expect(startLocalService({ secondaryAccessKey: "fake;key" })).rejects.toThrow(
      '"secondaryAccessKey" must be a text',
    );
  });
});
