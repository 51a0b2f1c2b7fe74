import type { OpenForm } from './open-form.ts';
import { type Raw, raw } from './raw.ts';
import type { Visitor } from './visitor.ts';

const FORM = 'application/x-www-form-urlencoded';

/** Sends a body to the address of a form, from the browser in which it is open. */
export function postForm(
  kind: string,
  { host, issuer }: Visitor,
  { path, cookie, fields }: OpenForm,
  body: string | Buffer,
  type = FORM,
): Raw {
  const headers = [`Cookie: ${cookie}`, `Origin: ${issuer}`, 'Accept: text/html', `Content-Type: ${type}`];
  return { ...raw(kind, { method: 'POST', path, headers, body }, host), step: fields.paso };
}
