import type { JsonFault } from '../../ports/client-file-mistakes.ts';

/**
 * Where a text stops being JSON, from the message of `JSON.parse` (V8), which names either the place, or what it did
 * not expect and the text around it. Empty for another message.
 */
export function jsonFault(message: string): JsonFault {
  const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(message) ?? [];
  if (line && column) return { line, column };
  const [, token, before = '', near, after = ''] =
    /^Unexpected token '(.+?)', (\.{3})?"(.*)"(\.{3})? is not valid JSON$/s.exec(message) ?? [];
  if (token && near) return { token, near: `${before}${near}${after}`.replace(/\s+/g, ' ').trim() };
  return message === 'Unexpected end of JSON input' ? { ended: true } : {};
}
