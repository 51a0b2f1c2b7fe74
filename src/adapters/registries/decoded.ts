const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The text of an answer. JSON is UTF-8 (RFC 8259, 8.1), whatever the header says, without a byte order mark. Bytes that
 * are not UTF-8 are decoded by the encoding that the answer names, and without one as windows-1252, which older systems
 * send without naming it.
 */
export function decoded(bytes: Uint8Array, contentType: string | null): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return (decoderOf(contentType) ?? new TextDecoder('windows-1252')).decode(bytes);
  }
}

/** A decoder of the encoding that an answer names, unless it is UTF-8, which was already tried. */
function decoderOf(contentType: string | null): InstanceType<typeof TextDecoder> | undefined {
  const [, charset = 'utf-8'] = /;\s*charset="?([\w.:-]+)/i.exec(contentType ?? '') ?? [];
  try {
    const decoder = new TextDecoder(charset);
    return decoder.encoding === 'utf-8' ? undefined : decoder;
  } catch {
    return undefined;
  }
}
