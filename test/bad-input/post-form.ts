import type { OpenForm } from './open-form.ts';
import { type Raw, raw } from './raw.ts';
import type { Visitor } from './visitor.ts';

const BOUNDARY = 'parte';
const FORM = 'application/x-www-form-urlencoded';

/** Sends a body to the address of a form, from the browser in which it is open. */
export function postForm(
  kind: string,
  { host, issuer }: Visitor,
  { path, cookie, fields, files }: OpenForm,
  given: string | Buffer,
  givenType = FORM,
): Raw {
  const parts = files && givenType === FORM && typeof given === 'string' ? partsOf(given) : undefined;
  const body = parts ?? given;
  const type = parts ? `multipart/form-data; boundary=${BOUNDARY}` : givenType;
  const headers = [`Cookie: ${cookie}`, `Origin: ${issuer}`, 'Accept: text/html', `Content-Type: ${type}`];
  return { ...raw(kind, { method: 'POST', path, headers, body }, host), step: fields.paso };
}

/** The pairs of an ordinary form as a form with files sends them (RFC 7578). */
function partsOf(pairs: string): string {
  const parts = [...new URLSearchParams(pairs)].map(([name, value]) => {
    const plain = name.replace(/["\r\n]/g, '_');
    return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${plain}"\r\n\r\n${value}\r\n`;
  });
  return `${parts.join('')}--${BOUNDARY}--\r\n`;
}
