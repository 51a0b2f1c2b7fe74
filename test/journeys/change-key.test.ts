import test, { type ExecutionContext } from 'ava';
import { changed, choose, openChange, validate } from '../browser/change-key-turns.ts';
import { camila, type Holder, losAndes, marie, openAccount } from '../browser/recover-cast.ts';
import { CHOSEN, enterKey, inMessage, provisionalKeys, signsIn } from '../browser/recover-endings.ts';
import { byMail, play, type Turn } from '../browser/recover-turns.ts';
import { enter, type Person, runs } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { follow, heading, press } from '../browser/steps.ts';
import { recoverByAnswer } from '../helpers/recovery.ts';
import { openRecoveryStage } from './recover-scenario.ts';

interface Scenario {
  /** The title of its tests, before the way in which they run. */
  readonly title: string;
  readonly policy: 'guia' | 'segura';
  readonly holder: Holder;
  walk(t: ExecutionContext, person: Person, stage: Stage): Promise<void>;
}

/** Declares the tests of a scenario, which begins on the first page and ends at the platform, with the new key. */
function change({ title, policy, holder, walk }: Scenario): void {
  for (const run of runs)
    test.serial(`${title}: ${run.how}`, async (t) => {
      const stage = await openRecoveryStage(t, policy);
      await openAccount(stage.app, holder, policy === 'guia');
      const person = await enter(t, stage, run);
      await openChange(person, stage, holder);
      await walk(t, person, stage);
      await play(t, person, [changed(holder)]);
      await signsIn(t, person, stage, holder, CHOSEN[policy]);
      t.deepEqual(person.complaints, []);
    });
}

/** A page that comes back with its reason, before the next try. */
const wrong = (turn: Turn, ...says: RegExp[]): Turn => ({ ...turn, says: [/Hay un problema/, ...says] });

/** The link of «Continuar por correo», and its button. */
async function opensMailbox(t: ExecutionContext, person: Person, { app }: Stage, holder: Holder): Promise<void> {
  await play(t, person, [{ heading: 'Revise su correo', says: [/tiene una cuenta activa, le enviamos un enlace/] }]);
  await person.page.goto(await inMessage(app, holder.email, /(http\S+\/cambiar\/correo\/\S+)/));
  await person.look();
  await press(person.page, 'Continuar');
}

const currentKey = ({ key, representative = '' }: Holder): Turn => ({
  heading: 'Escriba su clave actual',
  says: [/CS Actual/],
  write: { clave: key, rut_representante: representative },
  press: 'Validar',
});

change({
  title:
    '[guide change-n] natural, guia: a wrong key and keys that will not do are told, then Éxito, and the old key opens nothing',
  policy: 'guia',
  holder: camila,
  async walk(t, person, stage) {
    await play(t, person, [
      validate(camila, 'otra clave'),
      wrong(validate(camila), /NO AUTORIZADO: CLAVE SENCE INCORRECTA/, /Causa:/, /Solución:/),
      choose('Camila-99'),
      wrong(choose(camila.key), /Esa clave es fácil de adivinar/),
      wrong(choose(CHOSEN.guia), /igual a la que va a cambiar/),
    ]);
    const { page } = person;
    const done = page.url();
    await enterKey(person, stage, camila, camila.key);
    t.regex(await page.locator('main').innerText(), /CLAVE SENCE INCORRECTA/);
    await page.goto(done);
  },
});

change({
  title: '[guide change-p] natural, guia: a provisional key is typed as «CS Actual»',
  policy: 'guia',
  holder: camila,
  async walk(t, person, { app }) {
    await recoverByAnswer(app);
    const { mail } = await provisionalKeys(app, camila);
    t.is(mail.length, 8);
    await play(t, person, [
      validate(camila, mail.toLowerCase()),
      { ...choose(mail), says: [/La clave que escribió es provisoria/] },
      wrong(choose(CHOSEN.guia), /igual a la que va a cambiar/),
    ]);
  },
});

change({
  title: 'natural, guia, without letters: a link in the mailbox, and the current key once more',
  policy: 'guia',
  holder: camila,
  async walk(t, person, stage) {
    await play(t, person, [validate(camila), { ...choose(CHOSEN.guia), ...byMail }]);
    await opensMailbox(t, person, stage, camila);
    await play(t, person, [currentKey(camila), choose(CHOSEN.guia)]);
  },
});

change({
  title: '[guide segura 8] natural, segura: the letters come first, and a short key will not do',
  policy: 'segura',
  holder: camila,
  walk: (t, person) =>
    play(t, person, [
      { ...validate(camila), says: [/Validación de seguridad anti-Robots/] },
      choose('Copihue-88'),
      wrong(choose(CHOSEN.segura), /entre 15 y 64 caracteres/),
    ]),
});

change({
  title: 'natural, segura, without letters: the number alone, the link, the current key',
  policy: 'segura',
  holder: camila,
  async walk(t, person, stage) {
    await play(t, person, [{ ...validate(camila), write: { rut: camila.rut }, ...byMail }]);
    await opensMailbox(t, person, stage, camila);
    await play(t, person, [currentKey(camila), choose(CHOSEN.segura)]);
  },
});

for (const policy of ['guia', 'segura'] as const) {
  change({
    title: `[guide change-j] jurídica, ${policy}: any representative in force with the company's key, nobody else`,
    policy,
    holder: losAndes,
    walk: (t, person) =>
      play(t, person, [
        validate({ ...losAndes, representative: camila.rut }),
        wrong(validate({ ...losAndes, representative: '44.000.002-9' }), /no figura como representante legal vigente/),
        choose(CHOSEN[policy]),
      ]),
  });
  change({
    title: `migrante, ${policy}: with the NIE`,
    policy,
    holder: marie,
    walk: (t, person) => play(t, person, [validate(marie), choose(CHOSEN[policy])]),
  });
}

change({
  title: 'jurídica, segura, without letters: the link, then representative and key',
  policy: 'segura',
  holder: losAndes,
  async walk(t, person, stage) {
    await play(t, person, [{ ...validate(losAndes), write: { rut: losAndes.rut }, ...byMail }]);
    await opensMailbox(t, person, stage, losAndes);
    await play(t, person, [currentKey(losAndes), choose(CHOSEN.segura)]);
  },
});

change({
  title: 'a change that ran out says so, and begins anew',
  policy: 'guia',
  holder: camila,
  async walk(t, person, { app }) {
    await play(t, person, [validate(camila)]);
    app.advance(31 * 60_000);
    await person.page.reload();
    await play(t, person, [{ heading: 'El cambio terminó' }]);
    await follow(person.page, person.page.getByRole('link', { name: 'Comenzar de nuevo' }));
    t.is(await heading(person.page), 'Cambiar CS (Clave Sence) Persona Natural');
    await play(t, person, [validate(camila), choose(CHOSEN.guia)]);
  },
});
