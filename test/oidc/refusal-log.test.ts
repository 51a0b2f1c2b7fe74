import test from 'ava';
import { plainText, withoutSecrets } from '../../src/oidc/plain-text.ts';
import { type More, type Refused, refusalLog } from '../../src/oidc/refusal-log.ts';

const refused = (client: string): Refused => ({
  client,
  endpoint: '/oidc/token',
  error: 'invalid_grant',
  status: 400,
  description: '',
  detail: '',
  reference: 'CS-2222-2222',
});

function listen() {
  let now = Date.parse('2026-11-28T12:00:00Z');
  const lines: Refused[] = [];
  const counts: More[] = [];
  const log = refusalLog({ refused: (one) => lines.push(one), more: (rest) => counts.push(rest) }, () => new Date(now));
  return {
    lines,
    counts,
    log,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

test('[O5] past a thousand clients at once the others share one count, and every refusal is counted', (t) => {
  const { lines, counts, log, pass } = listen();
  for (let place = 0; place < 3000; place += 1) log(refused(`client-${place}`));
  t.is(lines.length, 1010);
  pass(60_000);
  log(refused('client-0'));
  t.deepEqual(counts, [{ client: 'others', endpoint: '', error: '', more: 1990, seconds: 60 }]);
});

test('[O5] what looks like a secret, a token, a RUT or an address is left out of a line, and plain words stay', (t) => {
  t.is(withoutSecrets('authorization code not found'), 'authorization code not found');
  t.is(withoutSecrets('client_assertion_type must be provided'), 'client_assertion_type must be provided');
  for (const secret of [
    'eyJhbGciOiJFUzI1NiJ9.e30.eA',
    '44.000.001-0',
    '44000001-0',
    'rosa@correo.example',
    'Zz9-secret-Zz9-secret',
  ])
    t.false(withoutSecrets(plainText(`no ${secret} here`)).includes(secret), secret);
  t.is(withoutSecrets('a '.repeat(300)).length, 200);
});
