import { createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'ava';
import { openTestApp } from '../helpers/app.ts';
import { newVisitor, openChromium } from '../helpers/chromium.ts';
import { openCompany } from '../helpers/companies.ts';
import { losAndes } from '../helpers/facilitadores.ts';
import { MACHINES, machineApis } from '../helpers/machines.ts';
import { raiseSession } from '../helpers/own-session.ts';
import { withinMs } from '../helpers/within-ms.ts';
import { fill, press } from './steps.ts';

test('[threat 678] the browser makes the key pair, and no request carries the private half', async (t) => {
  t.timeout(withinMs(120_000));
  const app = await openTestApp({ env: { THROTTLES: 'off' }, clients: machineApis });
  t.teardown(() => app.stop());
  await openCompany(app);
  const { id } = await app.deps.machines.create({ organisation: losAndes, name: 'Servidor', apis: [] });
  const browser = await openChromium();
  t.teardown(() => browser.close());
  const { page, complaints } = await newVisitor(browser, [app.issuer]);
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
  await page.goto(`${app.issuer}${MACHINES}/${id}`);
  await page.goto(`${page.url()}?perfil=juridica`);
  await fill(page, { rut: '54.000.001-8', rut_representante: '44.000.001-0', clave: 'Quiltro-77' });
  await press(page, 'Ingresar');
  await page.waitForURL(`${app.issuer}${MACHINES}/${id}`);
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name === 'cs_desarrolladores');
  await raiseSession(app, cookie?.value);
  await page.reload();

  await page.getByRole('button', { name: 'Crear el par de claves en este navegador' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Guardar la clave privada' }).click();
  const folder = mkdtempSync(path.join(tmpdir(), 'key-pair-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'clave.pem');
  await (await saving).saveAs(file);
  const pem = readFileSync(file, 'utf8');
  const pasted = await page.locator('#llave').inputValue();
  t.deepEqual(Object.keys(JSON.parse(pasted)).sort(), ['crv', 'kty', 'x', 'y']);
  await fill(page, { llave_nombre: 'servidor 1' });
  await press(page, 'Registrar la clave pública');
  t.regex(await page.locator('#listo').innerText(), /clave pública quedó registrada/);

  const [credential] = (await app.deps.machines.find(id))?.credentials ?? [];
  const { x } = createPublicKey(createPrivateKey(pem)).export({ format: 'jwk' });
  t.is(credential?.jwk?.x, x, 'the file has the other half of what was registered');
  const { d = '' } = createPrivateKey(pem).export({ format: 'jwk' });
  const half = pem.split('\n')[1] ?? '';
  t.true(
    sent.some((one) => decodeURIComponent(one.replaceAll('+', ' ')).includes(String(x))),
    'requests are seen',
  );
  for (const one of sent) {
    const plain = decodeURIComponent(one);
    t.false(plain.includes(d) || plain.includes(half), 'the private half was sent');
  }
  t.deepEqual(complaints, []);
});
