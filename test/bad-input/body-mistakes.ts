import { nastyEscapes } from './nasty.ts';
import { postForm } from './post-form.ts';
import type { Mistake } from './web-mistakes.ts';

const MEGABYTE = 1024 * 1024;

/** A body of a megabyte, where sixteen kilobytes are read. */
export const tooBig: Mistake = (chance, visitor) => {
  const form = chance.pick(visitor.forms);
  const name = chance.pick(Object.keys(form.fields));
  return postForm('1 MB', visitor, form, `${new URLSearchParams(form.fields)}&${name}=${'z'.repeat(MEGABYTE)}`);
};

/** A body that does not decode, or decodes to nothing. */
export const brokenBody: Mistake = (chance, visitor) => {
  const form = chance.pick(visitor.forms);
  const bodies = [
    ...nastyEscapes.map((coded) => `rut=${coded}&ficha=${form.fields.ficha}`),
    Buffer.from([0x72, 0x75, 0x74, 0x3d, 0xff, 0xfe, 0xc0, 0xaf, 0x00]),
    '&'.repeat(15_000),
    '='.repeat(15_000),
    Array.from({ length: 500 }, (_, place) => `c${place}=1`).join('&'),
    '',
  ];
  return postForm('body', visitor, form, chance.pick<string | Buffer>(bodies));
};

/** A body with a wrong media type. */
export const otherType: Mistake = (chance, visitor) => {
  const form = chance.pick(visitor.forms);
  const part = `--x\r\nContent-Disposition: form-data; name="rut"; filename="../../x"\r\n\r\n44.000.001-0\r\n`;
  const [type, body] = chance.pick([
    ['application/json', JSON.stringify({ ...form.fields, __proto__: { admin: true }, rut: { $gt: '' } })],
    ['application/json', '{"rut":'],
    ['multipart/form-data; boundary=x', `${part}--x--\r\n`],
    ['multipart/form-data; boundary=x', part],
    ['multipart/form-data', part],
    ['text/plain', 'rut=44000001-0'],
    ['application/xml', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'],
    ['application/x-www-form-urlencoded; charset=utf-7', 'rut=+ADw-'],
    ['application/x-www-form-urlencoded; charset="', 'rut=1'],
    ['', 'rut=1'],
  ] as const);
  return postForm('type', visitor, form, body, type);
};
