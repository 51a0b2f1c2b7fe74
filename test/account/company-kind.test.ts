import test from 'ava';
import { companyKind } from '../../src/account/company-kind.ts';
import { parseRut } from '../../src/domain/rut.ts';
import { Unavailable } from '../../src/ports/unavailable.ts';

const rut = parseRut('54.000.109-K');
const register = (kindOf: () => Promise<'OTEC'>) => ({ otecRegistry: { kindOf } });

test("the kind of a company is the one in SENCE's register", async (t) => {
  t.is(
    await companyKind(
      register(async () => 'OTEC'),
      rut,
    ),
    'OTEC',
  );
});

test('while the register is unavailable every company is an EMPRESA; a fault is still a fault', async (t) => {
  const silent = register(() => Promise.reject(new Unavailable('otec-registry')));
  t.is(await companyKind(silent, rut), 'EMPRESA');
  const broken = register(() => Promise.reject(new TypeError('a fault of ours')));
  await t.throwsAsync(companyKind(broken, rut), { name: 'TypeError' });
});
