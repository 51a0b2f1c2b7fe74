import test from 'ava';
import { articlesOf, groundsOf, rightGrounds } from '../../src/domain/right-grounds.ts';
import { rightDecisions, rightKinds } from '../../src/domain/rights.ts';

test('every right that is refused, wholly or in part, has grounds with their articles; one that is granted needs none', (t) => {
  for (const kind of rightKinds)
    for (const decision of rightDecisions) {
      const allowed = groundsOf(kind, decision);
      t.is(allowed.length === 0, decision === 'acogida', `${kind} ${decision}`);
      for (const ground of allowed) t.true(articlesOf(kind, ground).length > 0, `${kind} ${ground}`);
    }
});

test('no ground is of no right, and none is named twice for one', (t) => {
  const used = new Set(rightKinds.flatMap((kind) => groundsOf(kind, 'rechazada')));
  t.deepEqual([...used].toSorted(), [...rightGrounds].toSorted());
  for (const kind of rightKinds) {
    const own = groundsOf(kind, 'rechazada');
    t.is(new Set(own).size, own.length, kind);
  }
});

test('a request whose sender is not known to be the person is never granted in part', (t) => {
  for (const kind of rightKinds) {
    t.true(groundsOf(kind, 'rechazada').includes('identidad-no-acreditada'));
    t.false(groundsOf(kind, 'acogida-en-parte').includes('identidad-no-acreditada'));
    t.false(groundsOf(kind, 'acogida-en-parte').includes('datos-de-otra-persona'));
  }
});

test('a ground of one right is not one of another: what SENCE has to keep does not stop a correction', (t) => {
  t.false(groundsOf('rectificacion', 'rechazada').includes('obligacion-de-conservar'));
  t.false(groundsOf('acceso', 'rechazada').includes('funcion-legal'));
  t.deepEqual(articlesOf('acceso', 'obligacion-de-conservar'), []);
});
