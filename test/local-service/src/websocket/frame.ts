/** Bytes in memory that any number of frames may be made of. */
export class SharedBytes {
  /** How many hold them, for {@link Budget}. */
  holders = 0;

  constructor(readonly size: number) {}
}

/** A WebSocket frame as it goes over the wire. One and the same may be on its way to many clients. */
export interface Frame {
  readonly chunks: readonly Uint8Array[];
  /** The bytes of all chunks. */
  readonly size: number;
  /** What most of them are kept in. */
  readonly bytes: SharedBytes;
  /** When to give up sending it, in milliseconds since 1970; never where absent. */
  readonly expiresAt?: number | undefined;
}

/** What a frame is besides its payload. */
export interface FrameInit {
  /** Whether its payload is binary; UTF-8 otherwise. */
  readonly binary: boolean;
  readonly expiresAt?: number | undefined;
  /** What its payload is kept in, where that is shared with other frames. */
  readonly bytes?: SharedBytes | undefined;
}

/** Up to this size a frame is put into one piece: copying is cheaper than another write. */
const small = 1024;

/** Makes a frame from the pieces of its payload. It is not fragmented and, as the service's frames are, not masked. */
export function makeFrame(payload: readonly Uint8Array[], { binary, expiresAt, bytes }: FrameInit): Frame {
  const length = payload.reduce((sum, piece) => sum + piece.length, 0);
  const pieces = [header(length, binary), ...payload];
  const size = length + (pieces[0] as Uint8Array).length;
  if (size > small) return { chunks: pieces, size, bytes: bytes ?? new SharedBytes(size), expiresAt };
  return { chunks: [Buffer.concat(pieces, size)], size, bytes: new SharedBytes(size), expiresAt };
}

/** The beginning of a frame (RFC 6455, section 5.2). */
function header(length: number, binary: boolean): Uint8Array {
  const first = 0x80 | (binary ? 2 : 1);
  if (length < 126) return Uint8Array.of(first, length);
  if (length < 65_536) return Uint8Array.of(first, 126, length >> 8, length & 0xff);
  const bytes = Buffer.alloc(10);
  bytes.set([first, 127]);
  bytes.writeBigUInt64BE(BigInt(length), 2);
  return bytes;
}
