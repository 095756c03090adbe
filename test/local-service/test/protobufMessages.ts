import { expect } from "@jest/globals";
import protobuf from "protobufjs";
import type { Client } from "./support.js";

/**
 * The messages of the protobuf subprotocols, as Microsoft's protocols/protobuf.webpubsub.azure.v1 numbers them, read by
 * another library than the one that the service writes them with.
 */
const { root } = protobuf.parse(`
  syntax = "proto3";

  message Any { string type_url = 1; bytes value = 2; }
  message MessageData { oneof data { string text_data = 1; bytes binary_data = 2; Any protobuf_data = 3; string json_data = 4; } }
  message Group { string group = 1; optional uint64 ack_id = 2; }
  message SendToGroup {
    string group = 1; optional uint64 ack_id = 2; MessageData data = 3; optional bool no_echo = 4; optional uint32 ttl_seconds = 5;
    StreamStart stream = 7;
  }
  message StreamStart { string stream_id = 1; optional uint32 idle_timeout_ms = 2; }
  message StreamData { string stream_id = 1; optional uint64 stream_sequence_id = 2; optional MessageData data = 3; }
  message EndError { optional string message = 1; optional string user_error_code = 2; }
  message StreamEnd { string stream_id = 1; optional EndError error = 2; }
  message GroupState { map<string, string> entries = 1; }
  message SetGroupState { string group = 1; optional uint64 ack_id = 2; optional GroupState state = 3; }
  message Event { string event = 1; MessageData data = 2; optional uint64 ack_id = 3; }
  message SequenceAck { uint64 sequence_id = 1; }
  message InvokeEvent { string event = 1; string invocation_id = 2; MessageData data = 3; }
  message CancelInvocation { string invocation_id = 1; }
  message Empty {}
  message UpstreamMessage {
    oneof message {
      SendToGroup send_to_group_message = 1; Event event_message = 5; Group join_group_message = 6;
      Group leave_group_message = 7; SequenceAck sequence_ack_message = 8; Empty ping_message = 9;
      InvokeEvent invoke_event_message = 10; CancelInvocation cancel_invocation_message = 11;
      StreamData stream_data_message = 13; StreamEnd stream_end_message = 14; SetGroupState set_group_state_message = 15;
      Group subscribe_group_state_message = 16; Group unsubscribe_group_state_message = 17;
    }
  }

  message Error { string name = 1; string message = 2; }
  message Ack { uint64 ack_id = 1; bool success = 2; optional Error error = 3; }
  message Data { string from = 1; optional string group = 2; MessageData data = 3; optional uint64 sequence_id = 4; optional StreamInfo stream = 6; }
  message StreamError { string name = 1; string message = 2; string user_error_code = 3; }
  message StreamInfo { string stream_id = 1; uint64 stream_sequence_id = 2; optional bool end_of_stream = 3; optional StreamError error = 4; }
  message StreamAck { string stream_id = 1; uint64 expected_sequence_id = 2; }
  message StreamNack { string stream_id = 1; string name = 2; string message = 3; uint64 expected_sequence_id = 4; }
  message StreamClosed { string stream_id = 1; optional Error error = 2; }
  message GroupStateItem { string connection_id = 1; optional string user_id = 2; optional GroupState state = 3; int64 updated_at = 4; }
  message GroupStates { string group = 1; repeated GroupStateItem items = 2; }
  message Connected { string connection_id = 1; string user_id = 2; optional string reconnection_token = 3; }
  message Disconnected { string reason = 2; }
  message System { oneof message { Connected connected_message = 1; Disconnected disconnected_message = 2; } }
  message InvokeResponse { string invocation_id = 1; bool success = 2; optional MessageData data = 3; optional Error error = 4; }
  message DownstreamMessage {
    oneof message {
      Ack ack_message = 1; Data data_message = 2; System system_message = 3; Empty pong_message = 4;
      InvokeResponse invoke_response_message = 5; StreamAck stream_ack_message = 6; StreamNack stream_nack_message = 7;
      StreamClosed stream_closed_message = 8; GroupStates group_state_update_message = 9;
      GroupStates group_state_snapshot_message = 10;
    }
  }
`);
const [upstream, downstream] = [root.lookupType("UpstreamMessage"), root.lookupType("DownstreamMessage")];

/** A request as a frame. */
export function request(content: object): Buffer {
  const problem = upstream.verify(content);
  if (problem !== null) throw new Error(problem);
  return Buffer.from(upstream.encode(upstream.fromObject(content)).finish());
}

/** What a frame says, without 0 and false; numbers of 64 bits are texts, bytes are base64. */
const response = (frame: Uint8Array): any =>
  downstream.toObject(downstream.decode(frame), { longs: String, bytes: String });

/** The next response that a client gets, which has to come as bytes. */
export async function next(client: Client): Promise<any> {
  const { data, isBinary } = await client.frame();
  expect(isBinary).toBe(true);
  return response(data);
}

/** Sends a request, and returns the next response. */
export async function ask(client: Client, content: object): Promise<any> {
  client.send(request(content));
  return next(client);
}
