import test from 'ava';
import { startSimulator } from '../../simulator/app.ts';
import { registries } from '../../simulator/registries.ts';
import { ask } from '../helpers/ask.ts';

const token = 'only this test knows it';
const simulator = await startSimulator({ port: 0, token });
test.after.always(() => simulator.close());
const base = `http://localhost:${simulator.port}`;
const bearer = { authorization: `Bearer ${token}` };

test('the page shows the whole cast in Spanish, and loads nothing from elsewhere', async (t) => {
  const response = await fetch(base);
  const html = await response.text();
  t.regex(html, /<html lang="es-CL">/);
  for (const { rows } of registries)
    for (const [number = '', name = ''] of rows())
      t.true(
        (html.includes(number) && html.includes(name.replace("'", '&#39;').replaceAll('"', '&quot;'))) ||
          html.includes(name),
        name,
      );
  t.regex(response.headers.get('content-security-policy') ?? '', /default-src 'none'/);
  t.is((await fetch(`${base}/elenco.css`)).status, 200);
});

test.serial('a switch is set by JSON and by the form of the page, and the page shows its state', async (t) => {
  const put = await fetch(`${base}/interruptores/otec`, { method: 'PUT', body: '{"modo":"garbage"}' });
  t.deepEqual(await put.json(), { registro: 'otec', modo: 'garbage' });
  t.regex(await (await fetch(base)).text(), /Ahora: Responde basura/);
  const form = new URLSearchParams({ modo: 'normal' });
  const posted = await fetch(`${base}/interruptores/otec`, { method: 'POST', body: form, redirect: 'manual' });
  t.is(posted.status, 303);
  t.notRegex(await (await fetch(base)).text(), /Ahora: Responde basura/);
});

test.serial('the SII answers about one company as its switch says, and about the others as ever', async (t) => {
  const representatives = async (rut: number, dv: string) => {
    const body = JSON.stringify({ rut, dv });
    const answer = await fetch(`${base}/sii/contribuyentes/consulta`, { method: 'POST', headers: bearer, body });
    return ((await answer.json()) as { representantes: object[] }).representantes.length;
  };
  const turn = (rut: string, modo: string) =>
    fetch(`${base}/empresas`, { method: 'PUT', body: JSON.stringify({ rut, modo }) });
  t.is((await turn('54000001-8', 'sin-representantes')).status, 200);
  t.deepEqual([await representatives(54_000_001, '8'), await representatives(54_000_109, 'K')], [0, 1]);
  t.regex(await (await fetch(base)).text(), /54000001-8: Sin representantes/);
  const form = new URLSearchParams({ rut: '54000001-8', modo: 'normal' });
  t.is((await fetch(`${base}/empresas`, { method: 'POST', body: form, redirect: 'manual' })).status, 303);
  t.is(await representatives(54_000_001, '8'), 2);
  t.is((await turn('54000001-9', 'normal')).status, 404);
  t.is((await turn('54000001-8', 'toString')).status, 400);
});

for (const [path, body, status] of [
  ['sii', '{"modo":"otro"}', 400],
  ['sii', '{"modo":"toString"}', 400],
  ['sii', 'basura', 400],
  ['correos', '{"modo":"down"}', 404],
  ['sii', `{"modo":"${'x'.repeat(20_000)}"}`, 413],
] as const)
  test(`PUT /interruptores/${path} with ${body.slice(0, 20)} is ${status}`, async (t) => {
    t.is((await fetch(`${base}/interruptores/${path}`, { method: 'PUT', body })).status, status);
  });

test('another site can neither read the page nor set a switch', async (t) => {
  const elsewhere = { method: 'POST', headers: { origin: 'https://otro.example' }, body: 'modo=down' };
  t.is((await fetch(`${base}/interruptores/sii`, elsewhere)).status, 403);
  t.is((await ask(base, '/', { host: 'otro.example' })).status, 421);
});

for (const [what, headers, body, status] of [
  ['without a token', {}, '{"rut":54000109,"dv":"K"}', 401],
  ['with another token', { authorization: 'Bearer x' }, '{"rut":54000109,"dv":"K"}', 401],
  ['with text for a number', bearer, '{"rut":"54000109","dv":"K"}', 400],
  ['without a check character', bearer, '{"rut":54000109}', 400],
  ['with null', bearer, 'null', 400],
  ['as it should be', bearer, '{"rut":54000109,"dv":"K"}', 200],
  ['with a wrong check character', bearer, '{"rut":54000109,"dv":"1"}', 404],
] as const)
  test(`a question ${what} is ${status}`, async (t) => {
    t.is((await fetch(`${base}/otec/organismos/consulta`, { method: 'POST', headers, body })).status, status);
  });

test('an answer has the id of its question; an unknown address gets an error', async (t) => {
  const headers = { ...bearer, 'x-request-id': 'abc' };
  const body = '{"rut":54000109,"dv":"K"}';
  const response = await fetch(`${base}/otec/organismos/consulta`, { method: 'POST', headers, body });
  t.is(response.headers.get('x-request-id'), 'abc');
  t.deepEqual(await (await fetch(`${base}/otec/nada`, { method: 'POST' })).json(), { codigo: 'DIRECCION_DESCONOCIDA' });
  t.is((await fetch(`${base}/otec/organismos/consulta`)).status, 405);
});
