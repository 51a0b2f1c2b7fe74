import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { parseRun } from '../../src/domain/rut.ts';
import { pressTab } from '../browser/client-steps.ts';
import { camila, type Holder, losAndes, openAccount } from '../browser/recover-cast.ts';
import { inMessage, mailboxCode, provisionalKeys } from '../browser/recover-endings.ts';
import { type Run, runs } from '../browser/scenario.ts';
import { openStage, type Stage } from '../browser/stage.ts';
import { fill, follow, giveDeviceCode, heading, logIn, press } from '../browser/steps.ts';
import { CAPTCHA_ANSWER } from '../helpers/app.ts';
import type { Visitor } from '../helpers/chromium.ts';
import { pedro } from '../helpers/client-app.ts';
import { ageSignIns } from '../helpers/way-back.ts';
import { withinMs } from '../helpers/within-ms.ts';

const KEY_PAGE = 'Ingrese con su Clave Sence';
const WAY_ON = 'Continuar en Despega MIPE (simulada)';
/** Pages that a recovery has at most. */
const PAGES = 8;

/** What stands on one stage: a client, its people, and the keys that they chose last. */
interface Place {
  readonly stage: Stage;
  readonly policy: 'guia' | 'segura';
  /** A key that was not chosen before. */
  freshKey(): string;
}

/** One walk of a user who came from the client. */
interface Walk {
  readonly title: string;
  go(t: ExecutionContext, place: Place, visitor: Visitor, run: Run): Promise<void>;
}

/** Declares the walks of a policy: each with script at 390 pixels and without at 1280, on one stage. */
export function declareArrivals(policy: Place['policy']): void {
  let place: Place;
  let chosen = 10;
  test.before(async () => {
    const client = { minimum_identity: 'documento' };
    const stage = await openStage({ CLAVE_POLICY: policy }, client);
    await openAccount(stage.app, camila, true);
    await openAccount(stage.app, losAndes, false);
    const freshKey = () => (policy === 'guia' ? `Copih-${++chosen}` : `otra frase larga y nueva ${++chosen}`);
    place = { stage, policy, freshKey };
  });
  test.after.always(() => place?.stage.close());
  for (const { title, go } of walks)
    for (const run of runs)
      test.serial(`[P2] ${policy}: ${title}, and the code is redeemed there: ${run.how}`, async (t) => {
        t.timeout(withinMs(120_000));
        const visitor = await visit(place.stage, run);
        await visitor.page.goto(`${place.stage.clientUrl}/ingresar`);
        await go(t, place, visitor, run);
        t.regex(await heading(visitor.page), /^Hola/, 'the client redeemed the code and greets');
        t.is(visitor.page.url(), `${place.stage.clientUrl}/`);
        t.deepEqual(visitor.complaints, []);
      });
}

const visit = ({ visit: open }: Stage, { script, width }: Run): Promise<Visitor> =>
  open({ javaScriptEnabled: script, viewport: { width, height: 800 } });

/** Goes from the key to the recovery and through its pages, whichever come, to «Éxito». The number is not typed again. */
async function recovers(t: ExecutionContext, { stage: { app } }: Place, page: Page): Promise<void> {
  const answers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'Responda su pregunta secreta': { respuesta: 'boby' },
    'Compruebe su identidad': { serie: camila.serie },
  };
  t.regex(await heading(page), /^Recuperar CS/);
  t.is(await page.locator('#rut').inputValue(), camila.rut);
  for (let pages = 0; pages < PAGES && (await heading(page)) !== 'Éxito'; pages += 1) {
    const title = await heading(page);
    if (title === 'Confirme su correo') await page.locator('#correcto').check();
    await fill(page, { ...answers[title], captcha: CAPTCHA_ANSWER });
    await press(page, title.startsWith('Reciba ') ? 'Recuperar Clave' : 'Validar');
  }
  t.is(await heading(page), 'Éxito');
  await app.mailbox();
}

/** Chooses a key behind the link of the letter, in the browser of `page`. */
async function choosesByLink(t: ExecutionContext, { stage: { app }, freshKey }: Place, page: Page): Promise<string> {
  await page.goto(await inMessage(app, camila.email, /(http\S+\/recuperar\/clave\/\S+)/));
  const clave = freshKey();
  const codigo = await inMessage(app, camila.mobile, /su codigo es (\d{6})\./);
  await fill(page, { codigo, clave, clave2: clave });
  await press(page, 'Guardar mi clave nueva');
  t.is(await heading(page), 'Éxito');
  return clave;
}

/** Goes on to the key, where the number is filled in. */
async function continues(t: ExecutionContext, page: Page, { rut }: Pick<Holder, 'rut'>): Promise<void> {
  await follow(page, page.getByRole('link', { name: WAY_ON }));
  t.is(await heading(page), KEY_PAGE);
  t.is(await page.locator('#rut').inputValue(), rut);
}

/** Types a provisional key and the one that takes its place. */
async function changesProvisional({ stage, freshKey }: Place, page: Page): Promise<void> {
  await logIn(page, camila.rut, (await provisionalKeys(stage.app, camila)).sms);
  const clave = freshKey();
  await fill(page, { ...(await mailboxCode(page, stage, camila)), clave, clave2: clave });
  await press(page, 'Cambiar Clave');
}

/** From «Éxito» of a recovery to the client, by what the policy sent. */
async function entersAnew(t: ExecutionContext, place: Place, page: Page): Promise<void> {
  if (place.policy === 'guia') {
    await continues(t, page, camila);
    return changesProvisional(place, page);
  }
  const key = await choosesByLink(t, place, page);
  await continues(t, page, camila);
  await entersWith(place, page, key);
}

/** Camila's key and, where the policy asks for it, the code of a new device. */
async function entersWith({ stage }: Place, page: Page, key: string): Promise<void> {
  await logIn(page, camila.rut, key);
  await giveDeviceCode(page, stage, camila.email);
}

async function become({ stage: { app } }: Place, rut: string, change: object): Promise<void> {
  const account = await app.deps.accounts.findByIdentifier('natural', parseRun(rut));
  await app.deps.accounts.change(account?.id ?? '', (latest) => ({ ...latest, ...change }));
}

const walks: readonly Walk[] = [
  {
    title: 'a forgotten key comes back at the client',
    async go(t, place, { page }) {
      await fill(page, { rut: camila.rut });
      await press(page, 'Olvidé mi clave');
      await recovers(t, place, page);
      await entersAnew(t, place, page);
    },
  },
  {
    title: 'a stopped account is opened by the card and comes back at the client',
    async go(t, place, { page }) {
      await become(place, camila.rut, { state: 'congelada' });
      await logIn(page, camila.rut, place.freshKey());
      await follow(page, page.locator('#resumen').getByRole('link', { name: /recupere su clave/i }));
      await recovers(t, place, page);
      const key = await choosesByLink(t, place, page);
      await continues(t, page, camila);
      await entersWith(place, page, key);
    },
  },
  {
    title: 'the step-up page leads to the card, by the contest, and on at the client',
    async go(t, place, { page }) {
      await become(place, pedro.rut, { identidad: 'declarada', identityProvedAt: undefined });
      await logIn(page, pedro.rut, pedro.key);
      await giveDeviceCode(page, place.stage, 'pedro@correo.example');
      t.is(await heading(page), 'Compruebe su identidad');
      await follow(page, page.getByRole('link', { name: 'Alguien registró mi RUT' }));
      await fill(page, { rut: pedro.rut, serie: pedro.serial, captcha: CAPTCHA_ANSWER });
      await press(page, 'Recuperar mi RUT');
      t.is(await heading(page), '¿Quién abrió esta cuenta?');
      await fill(page, { clave: pedro.key });
      await press(page, 'Conservar mi cuenta');
      await follow(page, page.getByRole('link', { name: WAY_ON }));
    },
  },
  {
    title: 'a company at the tab of a person keeps its number and enters at its own',
    async go(t, { stage }, { page }) {
      await logIn(page, losAndes.rut, losAndes.key);
      t.regex(await page.locator('#resumen').innerText(), /Siga en Persona Jurídica/);
      await pressTab(page, 'Empresa');
      t.is(await page.locator('nav [aria-current=page]').innerText(), 'Persona Jurídica');
      t.is(await page.locator('#rut').inputValue(), losAndes.rut);
      await fill(page, { rut_representante: losAndes.representative ?? '', clave: losAndes.key });
      await press(page, 'Ingresar');
      await giveDeviceCode(page, stage, losAndes.email);
      if ((await heading(page)) !== 'Compruebe su identidad') return;
      await fill(page, { serie: losAndes.serie });
      await press(page, 'Validar');
    },
  },
  {
    title: 'a sign-in that lapsed meanwhile begins anew at the client',
    async go(t, place, { page }) {
      await fill(page, { rut: camila.rut });
      await press(page, 'Olvidé mi clave');
      await recovers(t, place, page);
      const byLink = place.policy === 'segura' ? await choosesByLink(t, place, page) : undefined;
      await ageSignIns(place.stage.app, 200);
      await follow(page, page.getByRole('link', { name: WAY_ON }));
      t.is(await heading(page), 'Comience de nuevo su ingreso');
      await follow(page, page.getByRole('link', { name: 'Comenzar de nuevo en Despega MIPE (simulada)' }));
      await follow(page, page.getByRole('link', { name: 'Ingresar con Clave Sence' }));
      if (byLink) await entersWith(place, page, byLink);
      else await changesProvisional(place, page);
    },
  },
  {
    title: 'mail that is read on another device says where the sign-in is, and both devices arrive',
    async go(t, place, { page }, run) {
      const { stage } = place;
      await fill(page, { rut: camila.rut });
      await press(page, 'Olvidé mi clave');
      if (place.policy === 'guia') {
        await press(page, 'Validar');
        await fill(page, { respuesta: 'boby' });
        await press(page, 'Validar');
      }
      await page.getByText('No puedo leer ni escuchar las letras').click();
      await press(page, 'Continuar por correo');
      const phone = await visit(stage, run);
      await phone.page.goto(await inMessage(stage.app, camila.email, /(http\S+\/recuperar\/correo\/\S+)/));
      await press(phone.page, 'Continuar');
      for (let pages = 0; pages < PAGES && (await heading(phone.page)) !== 'Éxito'; pages += 1) {
        const title = await heading(phone.page);
        if (title === 'Confirme su correo') await phone.page.locator('#correcto').check();
        await fill(phone.page, title === 'Compruebe su identidad' ? { serie: camila.serie } : {});
        await press(phone.page, title.startsWith('Reciba ') ? 'Recuperar Clave' : 'Validar');
      }
      await stage.app.mailbox();
      const byLink = place.policy === 'segura' ? await choosesByLink(t, place, phone.page) : undefined;
      await follow(phone.page, phone.page.getByRole('link', { name: WAY_ON }));
      t.is(await heading(phone.page), 'Su ingreso comenzó en otro equipo');
      t.false((await phone.page.content()).includes(camila.rut), 'the number stays where it was typed');
      await follow(phone.page, phone.page.getByRole('link', { name: 'Comenzar de nuevo en Despega MIPE (simulada)' }));
      await follow(phone.page, phone.page.getByRole('link', { name: 'Ingresar con Clave Sence' }));
      t.is(await heading(phone.page), KEY_PAGE);
      // The page that was left open on the first device still serves.
      await page.goBack();
      for (let pages = 0; pages < PAGES && (await heading(page)) !== KEY_PAGE; pages += 1) await page.goBack();
      if (byLink) await entersWith(place, page, byLink);
      else await changesProvisional(place, page);
    },
  },
];
