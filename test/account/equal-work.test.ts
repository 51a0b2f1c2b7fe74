import test from 'ava';
import { continueByMail } from '../../src/account/continue-by-mail.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { Secret } from '../../src/domain/key.ts';
import { parseRun, type Rut } from '../../src/domain/rut.ts';
import { confirmAddress } from '../../src/features/recovery/use-cases/recover-key.ts';
import { recoveryByMail } from '../../src/features/recovery/use-cases/recovery-flow.ts';
import { resendKey } from '../../src/features/recovery/use-cases/resend-key.ts';
import { sendKey } from '../../src/features/recovery/use-cases/send-key.ts';
import { registerNatural } from '../../src/features/registration/use-cases/register-natural.ts';
import type { TestApp } from '../helpers/app.ts';
import { statementsOf } from '../helpers/count-statements.ts';
import { begin, beginWithCard, elsewhere, openAppFor, outcomeOf } from '../helpers/recovery.ts';
import { registration } from '../helpers/registration.ts';

const rosa = { run: parseRun('44.000.001-0'), serial: '512345678' } as const;
const jorge = { run: parseRun('44.000.113-0'), serial: '567890123' } as const;

/** How many statements and slow hashes an act costs; nothing else may run meanwhile. */
async function costOf({ deps }: TestApp, act: () => Promise<unknown>) {
  const { hasher } = deps;
  let hashes = 0;
  const counted =
    <T extends readonly unknown[], R>(hash: (...asked: T) => R) =>
    (...asked: T): R => {
      hashes += 1;
      return hash(...asked);
    };
  Object.assign(deps, { hasher: { ...hasher, hash: counted(hasher.hash), matches: counted(hasher.matches) } });
  const statements = await statementsOf(act).finally(() => Object.assign(deps, { hasher }));
  return { statements, hashes };
}

/** Acts with a RUT that has an account, and with one that has none. */
const acts = {
  'a refused login': (app: TestApp, identifier: Rut) => outcomeOf(app, 'otra clave 123', { identifier }),
  '[B6] a login refused with a key that has two forms': (app: TestApp, identifier: Rut) =>
    outcomeOf(app, 'otro ñandú 123', { identifier }),
  'beginning a recovery': (app: TestApp, identifier: Rut) => begin(app, { identifier }, elsewhere()),
  '«Continuar por correo»': async (app: TestApp, identifier: Rut) => {
    const of = await begin(app, { identifier, mailOnly: true }, elsewhere());
    await continueByMail(app.deps, recoveryByMail(app.deps), of, elsewhere());
  },
  'a registration': (app: TestApp, run: Rut) => {
    const { serial } = run === rosa.run ? rosa : jorge;
    const email = parseEmail('otro@correo.example');
    const asked = registration({ run, serial, key: new Secret('Zapallo camote 58'), email });
    return registerNatural(app.deps, asked, elsewhere());
  },
} as const;

for (const [what, act] of Object.entries(acts))
  test.serial(
    `[B6, security 2] segura: ${what} costs the same statements and the same hashes, whether the RUT has an account or not`,
    async (t) => {
      const app = await openAppFor(t, { policy: 'segura', throttles: 'on' });
      const cost = (run: Rut) => {
        // A link that was not opened is not sent again within half an hour: each of these sends one.
        app.advance(31 * 60_000);
        return costOf(app, () => act(app, run));
      };
      // The first one also opens a connection.
      await cost(jorge.run);
      const unknown = await cost(jorge.run);
      t.true(unknown.statements > 0);
      t.deepEqual(await cost(rosa.run), unknown);
    },
  );

/** A recovery that begins, shows the card, and may press the last button. */
async function beforeLastButton(app: TestApp, { run, serial }: typeof rosa | typeof jorge) {
  const of = await beginWithCard(app, { identifier: run, serial }, elsewhere());
  await confirmAddress(app.deps, of, true);
  return of;
}

test.serial('[B6, security 2] segura: the last button behind the card, and «No me llegó», cost the same', async (t) => {
  const app = await openAppFor(t, { policy: 'segura', throttles: 'on' });
  const costs = async (who: typeof rosa | typeof jorge) => {
    app.advance(25 * 60 * 60_000);
    const of = await beforeLastButton(app, who);
    const sent = await costOf(app, () => sendKey(app.deps, of, elsewhere()));
    app.advance(2 * 60_000);
    return [sent, await costOf(app, () => resendKey(app.deps, of, elsewhere()))];
  };
  await costs(jorge);
  const unknown = await costs(jorge);
  t.true(unknown.every(({ statements }) => statements > 0));
  t.deepEqual(await costs(rosa), unknown);
});
