/** C1 on each page where a key is chosen: policy × second factor × where. */
import test, { type ExecutionContext } from 'ava';
import type { PolicyName } from '../../../src/domain/policy.ts';
import { parseRun } from '../../../src/domain/rut.ts';
import { CAPTCHA_ANSWER } from '../../helpers/app.ts';
import { openBrowser, type Visit } from '../../helpers/browser.ts';
import { rosa } from '../../helpers/client-app.ts';
import { ofPanaderia, openCompany, panaderia } from '../../helpers/companies.ts';
import {
  accountNow,
  camila,
  codeIn,
  DAY,
  openAppFor,
  openWithCamila,
  recoverByCard,
  tokenIn,
} from '../../helpers/recovery.ts';
import { enrolled } from '../../helpers/second-factor.ts';
import { SHORT, stored } from '../../helpers/short-key.ts';

async function open(t: ExecutionContext, policy: PolicyName, withFactor: boolean) {
  const app = await openWithCamila(t, { policy });
  if (withFactor) await enrolled(app);
  app.advance(8 * DAY);
  const browser = openBrowser();
  const go = async (page: Visit, fields: Record<string, string>) =>
    browser.follow(await browser.send(page, fields), app.issuer);
  const change = async () =>
    go(await browser.get(`${app.issuer}/cambiar/natural`), {
      rut: camila.rut,
      clave: camila.key,
      captcha: CAPTCHA_ANSWER,
    });
  return { app, browser, go, change };
}

/** What the page of the change says once the current key was proved. */
const changes: readonly (readonly [policy: PolicyName, withFactor: boolean, said: RegExp])[] = [
  ['guia', false, /Entre 8 y 10 caracteres\. Puede/],
  ['guia', true, /Entre 8 y 10 caracteres\. Puede/],
  ['segura', false, /Entre 15 y 64 caracteres\. Puede/],
  ['segura', true, /Entre 8 y 64 caracteres, porque tiene un segundo factor; sin él se piden 15 o más\. Puede/],
];

for (const [policy, withFactor, said] of changes)
  test(`[C1] /cambiar under ${policy} ${withFactor ? 'with' : 'without'} a factor says the length, and takes it`, async (t) => {
    const { app, browser, go, change } = await open(t, policy, withFactor);
    t.notRegex((await browser.get(`${app.issuer}/cambiar/natural`)).text, /caracteres/, 'nothing before the key');
    const page = await change();
    t.regex(page.text, said);
    const done = await go(page, { clave: SHORT, clave2: SHORT, captcha: CAPTCHA_ANSWER });
    const taken = policy === 'guia' || withFactor;
    t.is(/Éxito/.test(done.text), taken);
    if (!taken) t.regex(done.text, /entre 15 y 64 caracteres/);
    t.is((await accountNow(app)).keyShort ?? false, policy === 'segura' && withFactor);
  });

for (const withFactor of [false, true])
  test(`[C1, C3] the link of a recovery asks for 15 characters ${withFactor ? 'with' : 'without'} a factor: it tells nothing about it`, async (t) => {
    const { app, browser, go } = await open(t, 'segura', withFactor);
    await recoverByCard(app);
    const link = await browser.get(
      `${app.issuer}/recuperar/clave/${await tokenIn(app, camila.email, 'recuperar/clave')}`,
    );
    t.regex(link.text, /Entre 15 y 64 caracteres\. Puede/);
    const codigo = await codeIn(app, camila.mobile);
    const short = await go(link, { codigo, clave: SHORT, clave2: SHORT });
    t.is(short.status, 422);
    t.regex(short.text, /entre 15 y 64 caracteres/);
    const before = await accountNow(app);
    await go(link, { codigo, clave: 'Tres quiltros en la plaza', clave2: 'Tres quiltros en la plaza' });
    const after = await stored(app, before.id);
    t.not(after.keyHash, before.keyHash);
    t.falsy(after.keyShort);
  });

test('[C1] a registration asks for 15 characters', async (t) => {
  const app = await openAppFor(t, { policy: 'segura' });
  for (const profile of ['natural', 'juridica', 'migrante'])
    t.regex((await openBrowser().get(`${app.issuer}/registro/${profile}`)).text, /Entre 15 y 64 caracteres\. Puede/);
});

test('[C1] a company is asked for 15 characters in /cambiar, with a factor of its representative too', async (t) => {
  const app = await openAppFor(t, { policy: 'segura' });
  await openCompany(app);
  const company = await app.deps.accounts.findByIdentifier('juridica', ofPanaderia.identifier);
  if (!company) throw new Error('no company');
  const actor = await app.deps.companies.findActor(company.id, { run: parseRun(rosa.rut) });
  await enrolled(app, { account: company, ...(actor ? { actor } : {}) });
  const browser = openBrowser();
  const page = await browser.follow(
    await browser.send(await browser.get(`${app.issuer}/cambiar/juridica`), {
      rut: panaderia.rut,
      rut_representante: rosa.rut,
      clave: panaderia.key,
      captcha: CAPTCHA_ANSWER,
    }),
    app.issuer,
  );
  t.regex(page.text, /Entre 15 y 64 caracteres\. Puede/);
});
