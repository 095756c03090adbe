import type { Connection } from "../hub/connection.js";
import type { AckLog } from "./ackLog.js";
import type { Outcome, Place } from "./carryOut.js";
import type { GroupStateRequest } from "./streamRequest.js";
import type { StreamResponse } from "./streamResponse.js";

/** One client's part in the states of groups: what it says of itself, and what it wants to know of others. */
export class GroupStateSession {
  readonly #place: Place;
  readonly #connection: Connection;
  readonly #send: (response: StreamResponse) => void;

  /** @param send - sends a response to the client */
  constructor(connection: Connection, place: Place, send: (response: StreamResponse) => void) {
    this.#connection = connection;
    this.#place = place;
    this.#send = send;
  }

  /**
   * Does what the client asks for, and answers it; who wants to know is then told what there is. To say something takes the
   * permission to send to the group, to be told the one to join.
   */
  answer(request: GroupStateRequest, acks: AckLog): void {
    let isDone = false;
    void acks.answer(request.ackId, () => {
      const outcome = this.#obey(request);
      isDone = outcome === undefined;
      return outcome;
    });
    if (isDone && request.type === "subscribeGroupState") this.#sendSnapshot(request.group);
  }

  #obey(request: GroupStateRequest): Outcome {
    const { group } = request;
    const { states } = this.#place.hub;
    const permission = request.type === "setGroupState" ? "sendToGroup" : "joinLeaveGroup";
    if (!this.#connection.permissions.has(permission, group)) {
      const doing = permission === "sendToGroup" ? "set state in" : "join";
      return { name: "Forbidden", message: `The client does not have permission to ${doing} group '${group}'.` };
    }
    if (request.type === "setGroupState") states.set(this.#connection, group, request.state, this.#place.clock.now());
    else if (request.type === "unsubscribeGroupState") states.unsubscribe(this.#connection, group);
    else
      states.subscribe(this.#connection, group, (name, items) =>
        this.#send({ type: "groupStateUpdate", group: name, items }),
      );
    return undefined;
  }

  #sendSnapshot(group: string): void {
    this.#send({ type: "groupStateSnapshot", group, items: this.#place.hub.states.in(group) });
  }

  /** Tells all states of the groups that the client wants to know of: it has come back, and missed changes. */
  sendSnapshots(): void {
    for (const group of this.#place.hub.states.subscriptionsOf(this.#connection)) this.#sendSnapshot(group);
  }
}
