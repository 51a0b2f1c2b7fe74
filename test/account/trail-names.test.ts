import test from 'ava';
import { trailNames } from '../../src/account/trail-names.ts';

test('the trail records changed data under the names of its first version', (t) => {
  t.is(trailNames(['address', 'home-phone', 'work-phone']), 'Domicilio,Teléfono Particular,Teléfono Trabajo');
  t.is(trailNames(['company-address', 'company-phone']), 'Dirección,Teléfono');
});
