import test from 'ava';
import { weaknessOf } from '../../src/domain/key-block-list.ts';

interface Judgement {
  readonly step: number;
  readonly text: string;
}
type Judge = (key: string, limits: { min: number; max: number }, known?: readonly string[]) => Judgement;

// The file that the browser loads, unchanged: it has no types.
const { judge }: { judge: Judge } = await import(new URL('../../public/medidor.js', import.meta.url).href);

const guia = { min: 8, max: 10 };
const segura = { min: 15, max: 64 };
const rosa = ['44.000.001-0', 'rosa.soto@correo.example', '40000001'];

for (const [key, limits, step, text] of [
  ['', guia, 0, ''],
  ['Copih', guia, 0, 'Faltan 3 caracteres.'],
  ['Copihue', guia, 0, 'Falta 1 carácter.'],
  ['Copihue-2026', guia, 0, 'Sobran 2 caracteres: el máximo es 10.'],
  ['PASSWORD', guia, 1, 'Débil: es una de las más usadas.'],
  ['Sence2026', guia, 1, 'Débil: lleva el nombre de este servicio.'],
  ['12345678', guia, 1, 'Débil: repite un carácter o sigue un orden.'],
  ['440000010', guia, 1, 'Débil: lleva datos suyos.'],
  ['Rosa2026', guia, 1, 'Débil: lleva datos suyos.'],
  ['abababab', guia, 1, 'Débil: usa muy pocos caracteres distintos.'],
  ['quiltros', guia, 2, 'Aceptable. Sin palabras conocidas es mejor.'],
  ['Quiltro-77', guia, 3, 'Buena.'],
  ['copihues rojos del sur', segura, 3, 'Buena.'],
] as const)
  test(`[C1] the meter shows for "${key}", ${limits.min} to ${limits.max}: ${text || 'nothing yet'}`, (t) => {
    t.deepEqual(judge(key, limits, rosa), { step, text });
  });

test('[B6] the meter counts letters and not the combining marks of which a keyboard makes them', (t) => {
  const key = 'Ñáñéíóú-77';
  t.is(key.normalize('NFD').length, 17);
  t.deepEqual(judge(key.normalize('NFD'), guia, rosa), judge(key.normalize('NFC'), guia, rosa));
  t.is(judge(key.normalize('NFD'), guia, rosa).text, 'Buena.');
});

test('[C1] what the meter calls weak for a reason of the block list, the server refuses', (t) => {
  for (const key of ['PASSWORD', 'Sence2026', '12345678', '440000010', 'Rosa2026', 'q1w2e3r4', 'trustno1']) {
    t.is(judge(key, guia, rosa).step, 1, key);
    t.truthy(weaknessOf(key, rosa), key);
  }
});
