import { readFileSync } from 'node:fs';
import test from 'ava';
import { FILE_BYTES } from '../../../src/domain/files.ts';
import { COPY } from '../../../src/features/my-account/copy.ts';
import { REQUESTS } from '../../helpers/facilitador-company.ts';

const conf = readFileSync(new URL('../../../deploy/nginx.conf', import.meta.url), 'utf8');
const [, pattern = '', inside = ''] = /location ~ (\S+) \{([^}]+)\}/.exec(conf) ?? [];

/** Bytes of a directive, which names them in KB or MB. */
function bytesOf(name: string): number {
  const [, size = '0', unit = ''] = new RegExp(`${name} (\\d+)([km]);`).exec(inside) ?? [];
  return Number(size) * (unit === 'm' ? 1024 * 1024 : 1024);
}

test('[threat 604] the proxy lets files pass at the forms that take them alone, and keeps none on its disk', (t) => {
  const takes = new RegExp(pattern);
  for (const path of ['/facilitador/juridica/0c3e', COPY, `${REQUESTS}/FE-2222-2222/corregir`]) t.regex(path, takes);
  for (const path of ['/facilitador', '/registro/natural', '/cuenta/datos', '/oidc/token', `${REQUESTS}/retirar`])
    t.notRegex(path, takes);
  const twoFiles = 2 * FILE_BYTES + 32 * 1024;
  t.true(bytesOf('client_max_body_size') > twoFiles);
  t.true(bytesOf('client_body_buffer_size') > twoFiles);
});
