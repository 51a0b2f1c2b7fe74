import test from 'ava';
import { encode } from 'uqr';
import { qrCode } from '../../../src/features/second-factor/qr-code.ts';

const LINK = 'otpauth://totp/Clave%20Sence:44.000.001-0?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Clave%20Sence';

test('the path paints every black module once and nothing of the quiet zone', (t) => {
  const { size, path } = qrCode(LINK);
  const painted = new Set<string>();
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
    for (let step = 0; step < Number(width); step += 1) {
      t.false(painted.has(`${Number(x) + step} ${y}`));
      painted.add(`${Number(x) + step} ${y}`);
    }
  const { data } = encode(LINK, { ecc: 'M', border: 0 });
  t.is(size, data.length + 8);
  const black = data.flatMap((row, y) => row.flatMap((one, x) => (one ? [`${x + 4} ${y + 4}`] : [])));
  t.deepEqual([...painted].toSorted(), black.toSorted());
  t.is(path.replace(/M\d+ \d+h\d+v1h-\d+z/g, ''), '');
});
