const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The text of an answer. JSON is UTF-8 (RFC 8259, 8.1), whatever is said of it, and a byte order mark is no part of it;
 * bytes that are no UTF-8 are of the encoding that the answer names, and without one of windows-1252, which older systems
 * send without a word.
 */
export function decoded(bytes: Uint8Array, contentType: string | null): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return (decoderOf(contentType) ?? new TextDecoder('windows-1252')).decode(bytes);
  }
}

/** A decoder of the encoding that an answer names, if it names one other than the UTF-8 that it is not. */
function decoderOf(contentType: string | null): InstanceType<typeof TextDecoder> | undefined {
  const [, charset = 'utf-8'] = /;\s*charset="?([\w.:-]+)/i.exec(contentType ?? '') ?? [];
  try {
    const decoder = new TextDecoder(charset);
    return decoder.encoding === 'utf-8' ? undefined : decoder;
  } catch {
    return undefined;
  }
}
