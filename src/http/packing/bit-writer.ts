/** Writes bits into bytes, lowest first (RFC 1951, 3.1.1). */
export interface BitWriter {
  /** The `size` lowest bits of a number; 16 at most. */
  put(bits: number, size: number): void;
  /** The bytes written, with the last one padded with zeros. */
  end(): Buffer;
}

/** `room`: bytes that are enough for all. */
export function openBitWriter(room: number): BitWriter {
  const bytes = Buffer.allocUnsafe(room);
  let length = 0;
  let waiting = 0;
  let count = 0;
  const put = (bits: number, size: number): void => {
    waiting |= bits << count;
    count += size;
    for (; count >= 8; count -= 8) {
      bytes[length] = waiting & 0xff;
      length += 1;
      waiting >>>= 8;
    }
  };
  return {
    put,
    end: () => {
      if (count > 0) put(0, 8 - count);
      return bytes.subarray(0, length);
    },
  };
}
