/**
 * A foreign facilitador: recovers, changes and updates on the pages of the fourth profile, and signs in at a platform for
 * one company, and then for the one that is chosen.
 */
import test, { type ExecutionContext } from 'ava';
import { changed, choose } from '../browser/change-key-turns.ts';
import { chooseProfile, heard, leave } from '../browser/client-steps.ts';
import { CHOSEN, provisionalKeys } from '../browser/recover-endings.ts';
import { answer, play, recover, sentBySmsAndMail, type Turn } from '../browser/recover-turns.ts';
import { enter, openScenario, type Person, type Run, runs } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { heading, logIn, press } from '../browser/steps.ts';
import { CAPTCHA_ANSWER } from '../helpers/app.ts';
import { openCompany } from '../helpers/companies.ts';
import {
  cordillera,
  facilitador,
  facilitadorNow,
  invite,
  losAndes,
  openFacilitador,
} from '../helpers/facilitadores.ts';
import { confirmMobileOf } from '../helpers/mobile.ts';
import { withinMs } from '../helpers/within-ms.ts';
import { answerPair, change, updated } from './update-turns.ts';

for (const one of runs)
  test.serial(
    `a facilitador recovers, changes, updates, and signs in for the company that is chosen: ${one.how}`,
    walks,
    one,
  );

const mobile = '+56940000009';
const home = { calle: 'Pasaje Los Boldos', numero: '77' } as const;
const rut = facilitador.nie;

/** The first page of a journey of the fourth profile. */
const identify = (title: string, clave?: string): Turn => ({
  heading: `${title} Facilitador Extranjero`,
  says: [/NIE/, /\(\*\) Campos obligatorios\./],
  write: { rut, captcha: CAPTCHA_ANSWER, ...(clave ? { clave } : {}) },
  press: 'Validar',
});

async function walks(t: ExecutionContext, one: Run): Promise<void> {
  const stage = await openScenario(t, { minimum_identity: 'revisada' });
  t.timeout(withinMs(180_000));
  const { app } = stage;
  await openCompany(app);
  await openCompany(app, { company: '54.000.109-K', run: '44.000.003-7' });
  const account = await openFacilitador(app);
  await confirmMobileOf(app, 'facilitador', account.identifier);
  await invite(app, account);
  const jorge = await enter(t, stage, one);
  await renewsKeyAndData(t, stage, jorge);
  await signsIn(t, stage, jorge, losAndes.rut);
  await leave(jorge.page, stage);
  await invite(app, account, cordillera);
  await signsIn(t, stage, jorge, cordillera.rut, cordillera.razonSocial);
  t.deepEqual(jorge.complaints, []);
}

async function renewsKeyAndData(t: ExecutionContext, { app }: Stage, jorge: Person): Promise<void> {
  const { page } = jorge;
  await page.goto(`${app.issuer}/recuperar/facilitador`);
  await play(t, jorge, [identify('Recuperar CS (Clave Sence)'), answer, recover, sentBySmsAndMail]);
  const { sms, mail } = await provisionalKeys(app, { email: facilitador.email, mobile });
  t.is(sms, mail);
  await page.goto(`${app.issuer}/cambiar/facilitador`);
  await play(t, jorge, [
    identify('Cambiar CS (Clave Sence)', sms),
    choose(CHOSEN.guia),
    changed({ profile: 'migrante' }),
  ]);
  await page.goto(`${app.issuer}/actualizar/facilitador`);
  await play(t, jorge, [identify('Actualizar Datos', CHOSEN.guia), answerPair, change(home), updated]);
  t.like((await facilitadorNow(app)).personal.address, { street: home.calle, number: home.numero });
}

/** Signs in at the platform, which learns the company; of several one is chosen by its name. */
async function signsIn(
  t: ExecutionContext,
  stage: Stage,
  { page, look }: Person,
  company: string,
  chosen?: string,
): Promise<void> {
  await chooseProfile(page, stage, 'Facilitador');
  await look();
  await logIn(page, rut, CHOSEN.guia);
  if (chosen) {
    t.is(await heading(page), 'Elija la empresa por la que ingresa');
    await look();
    await press(page, chosen);
  }
  await page.waitForURL(`${stage.clientUrl}/`);
  t.is(await heard(page, 'tipo_persona'), 'facilitador');
  t.is(await heard(page, 'identidad'), 'revisada');
  t.true((await heard(page, 'invitado_por')).includes(company));
}
