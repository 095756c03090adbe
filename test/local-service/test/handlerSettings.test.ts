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
    [{ "1chat": {} }, '"hubs" has the name "1chat", which no hub can have.'],
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
    [
      handler({ urlTemplate, systemEvents: "connect" }),
      '"hubs.chat.eventHandlers[0].systemEvents" must be a list of any of connect,',
    ],
    [
      handler({ urlTemplate, systemEvents: ["conect"] }),
      '"hubs.chat.eventHandlers[0].systemEvents" must be a list of any of connect,',
    ],
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
