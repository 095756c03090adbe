import { BinaryReader, BinaryWriter, WireType } from "@bufbuild/protobuf/wire";

/** The value of a field: a number, or the bytes of a text, of bytes or of another message. */
export type FieldValue = bigint | Uint8Array;

/**
 * The fields of a protobuf message by number, in the order of their last occurrence: that one counts, also among those
 * of a `oneof` (protobuf.dev, Encoding, "Last One Wins"). Fields of fixed size are passed over; the service has none.
 *
 * @throws Error for bytes that are no protobuf message
 */
export function readFields(bytes: Uint8Array): Map<number, FieldValue> {
  const fields = new Map<number, FieldValue>();
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (wireType === WireType.Varint || wireType === WireType.LengthDelimited) {
      const value = wireType === WireType.Varint ? BigInt(reader.uint64()) : reader.bytes();
      fields.delete(field);
      fields.set(field, value);
    } else {
      reader.skip(wireType, field);
    }
  }
  return fields;
}

/** Every occurrence of a field. @throws Error for bytes that are no protobuf message */
export function readRepeated(bytes: Uint8Array, wanted: number): Uint8Array[] {
  const found: Uint8Array[] = [];
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (field === wanted && wireType === WireType.LengthDelimited) found.push(reader.bytes());
    else reader.skip(wireType, field);
  }
  return found;
}

/** What stands before a field that is a message of some length. */
export const writeHead = (field: number, length: number): Uint8Array =>
  new BinaryWriter().tag(field, WireType.LengthDelimited).uint32(length).finish();

/** Writes a protobuf message from pairs of field number and value; fields without a value are left out. */
export function writeFields(
  ...fields: readonly (readonly [number, string | Uint8Array | bigint | boolean | undefined])[]
): Uint8Array {
  const writer = new BinaryWriter();
  for (const [field, value] of fields) {
    if (value === undefined) continue;
    if (typeof value === "string") writer.tag(field, WireType.LengthDelimited).string(value);
    else if (value instanceof Uint8Array) writer.tag(field, WireType.LengthDelimited).bytes(value);
    else writer.tag(field, WireType.Varint).uint64(BigInt(value));
  }
  return writer.finish();
}
