/**
 * An account that is stopped while a journey of it is half-way: what the next page says is so, and nothing is sent for
 * it.
 */
import test from 'ava';
import { Secret } from '../../../src/domain/key.ts';
import { parseAnswer } from '../../../src/domain/secret-question.ts';
import { beginKeyChange } from '../../../src/features/key-change/use-cases/begin-key-change.ts';
import { finishKeyChange } from '../../../src/features/key-change/use-cases/finish-key-change.ts';
import { askRight } from '../../../src/features/privacy/use-cases/ask-right.ts';
import { answerQuestion, confirmAddress } from '../../../src/features/recovery/use-cases/recover-key.ts';
import type { RecoveryOf } from '../../../src/features/recovery/use-cases/recovery-flow.ts';
import { resendKey } from '../../../src/features/recovery/use-cases/resend-key.ts';
import { sendKey } from '../../../src/features/recovery/use-cases/send-key.ts';
import type { TestApp } from '../../helpers/app.ts';
import {
  accountNow,
  begin,
  beginWithCard,
  CHOSEN,
  camila,
  coded,
  elsewhere,
  messagesTo,
  openWithCamila,
  owner,
  recoverByAnswer,
  recoverByCard,
  stepOf,
} from '../../helpers/recovery.ts';
import { camilaIn } from '../../helpers/rights.ts';

/** How an account stops: its state is put, or its holder asks for the block. */
const stops = {
  congelada: (app: TestApp) => put(app, 'congelada'),
  suspendida: (app: TestApp) => put(app, 'suspendida'),
  cerrada: (app: TestApp) => put(app, 'cerrada'),
  bloqueada: async (app: TestApp) =>
    askRight(app.deps, await camilaIn(app), { kind: 'bloqueo', detail: undefined }, owner),
} as const;

async function put(app: TestApp, state: 'congelada' | 'suspendida' | 'cerrada'): Promise<void> {
  await app.deps.accounts.change((await accountNow(app)).id, (latest) => ({ ...latest, state }));
}

const send = ({ deps }: TestApp, of: RecoveryOf) => coded(sendKey(deps, of, elsewhere()));
const again = ({ deps }: TestApp, of: RecoveryOf) => coded(resendKey(deps, of, elsewhere()));

/** What a user had begun, and what comes next: begins, and gives the next act. */
const halfWay = {
  async 'the current key was proved'(app: TestApp) {
    const asked = {
      profile: 'natural',
      identifier: camila.run,
      key: new Secret(camila.key),
      device: undefined,
    } as const;
    const id = await beginKeyChange(app.deps, { ...asked, browser: 'uno' }, owner);
    return () => coded(finishKeyChange(app.deps, { id, browser: 'uno' }, new Secret(CHOSEN), owner));
  },
  async 'the card was shown'(app: TestApp) {
    const of = await beginWithCard(app);
    await confirmAddress(app.deps, of, true);
    return () => send(app, of);
  },
  async 'a key was sent by card'(app: TestApp) {
    const of = await recoverByCard(app);
    app.advance(90_000);
    return () => again(app, of);
  },
} as const;

/** The code of the next act; `done` where a message is sent. A recovery by card opens a frozen account. */
const wants: Readonly<Record<keyof typeof halfWay, Readonly<Record<keyof typeof stops, string>>>> = {
  'the current key was proved': {
    congelada: 'account-frozen',
    suspendida: 'account-frozen',
    cerrada: 'account-frozen',
    bloqueada: 'account-blocked',
  },
  'the card was shown': {
    congelada: 'done',
    suspendida: 'account-frozen',
    cerrada: 'flow-expired',
    bloqueada: 'account-blocked',
  },
  'a key was sent by card': {
    congelada: 'done',
    suspendida: 'account-frozen',
    cerrada: 'flow-expired',
    bloqueada: 'account-blocked',
  },
};

for (const policy of ['guia', 'segura'] as const)
  for (const [what, go] of Object.entries(halfWay))
    test(`${what}, then the account stops: the next page says so, and nothing is sent (${policy})`, async (t) => {
      for (const [state, stop] of Object.entries(stops)) {
        const app = await openWithCamila(t, { policy });
        const next = await go(app);
        await stop(app);
        const before = (await messagesTo(app, camila.email)).length;
        const code = await next();
        t.is(code, wants[what as keyof typeof wants][state as keyof typeof stops], state);
        t.is((await messagesTo(app, camila.email)).length - before, code === 'done' ? 1 : 0, state);
      }
    });

for (const state of ['suspendida', 'bloqueada'] as const) {
  test(`after a right answer alone, an account that is ${state} gets no message, and the next page asks for the card`, async (t) => {
    const app = await openWithCamila(t);
    const of = await begin(app);
    await answerQuestion(app.deps, of, parseAnswer('Boby'), elsewhere());
    await stops[state](app);
    const before = (await messagesTo(app, camila.email)).length;
    t.is(await send(app, of), 'done');
    t.is(await stepOf(app, of), 'serial');
    t.is((await messagesTo(app, camila.email)).length, before);
  });

  test(`«No me llegó» sends nothing for an account that is ${state} meanwhile`, async (t) => {
    const app = await openWithCamila(t);
    const of = await recoverByAnswer(app);
    app.advance(90_000);
    await stops[state](app);
    const before = (await messagesTo(app, camila.email)).length;
    t.is(await again(app, of), 'done', 'as of any number');
    t.is((await messagesTo(app, camila.email)).length, before);
  });
}
