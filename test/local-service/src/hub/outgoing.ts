import type { Message, Origin } from "./message.js";

/** A message on its way to any number of connections. What is made of it for one of them serves the others as well. */
export class Outgoing {
  readonly message: Message;
  readonly origin: Origin;
  readonly #forms = new Map<object, unknown>();

  constructor(message: Message, origin: Origin) {
    this.message = message;
    this.origin = origin;
  }

  /**
   * What a way of writing makes of the message.
   *
   * @param of - what tells that way from others
   * @param make - makes it, the first time that it is asked for
   */
  form<Form>(of: object, make: (outgoing: Outgoing) => Form): Form {
    let form = this.#forms.get(of) as Form | undefined;
    if (form === undefined) this.#forms.set(of, (form = make(this)));
    return form;
  }
}
