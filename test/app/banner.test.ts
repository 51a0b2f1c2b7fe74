import test from 'ava';
import { banner } from '../../src/app/banner.ts';

const local = {
  issuer: 'https://clave.example',
  sandbox: false,
  policy: 'segura',
  holdHours: 72,
  production: true,
  staffNetworks: [],
} as const;

test('a start in production without STAFF_NETWORKS says that the desk opens from everywhere, and is no refusal', (t) => {
  t.regex(banner(local, []), /\/mesa se abre desde cualquier red.*STAFF_NETWORKS/);
  t.notRegex(banner({ ...local, staffNetworks: ['10.40.0.0/16'] }, []), /STAFF_NETWORKS/);
  t.notRegex(banner({ ...local, production: false }, []), /STAFF_NETWORKS/);
});
