import type { Context } from 'koa';
import { entryOf } from '../../domain/entry-of.ts';
import { assertRepeated, chooseKey, readKey } from '../../domain/key.ts';
import { FieldRefusals, Refusal, type RefusalCode } from '../../domain/refusal.ts';
import { deviceOfBrowser } from '../../http/browser.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { readCode } from '../../http/forms/read-code.ts';
import { visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { finishContest } from './use-cases/contest-recovery.ts';
import { chooseOwnKey, keepByCode, keepByKey, sendOwnCode } from './use-cases/keep-account.ts';
import type { RecoveryOf } from './use-cases/recover-key.ts';

/** What a login says of a wrong key; here the account is known, and its ways on lead nowhere. */
const wrongKey: ReadonlySet<RefusalCode> = new Set(['key-wrong', 'credentials-wrong', 'legacy-key', 'person-unknown']);

type Act = (deps: Deps, ctx: Context, of: RecoveryOf, form: Form) => Promise<void>;

/** What each button of the page does; any other is «Esta cuenta no la abrí yo». */
const acts: Readonly<Record<string, Act>> = {
  clave: takeKey,
  'enviar-email': (deps, _ctx, of) => sendOwnCode(deps, of, 'email'),
  'enviar-mobile': (deps, _ctx, of) => sendOwnCode(deps, of, 'mobile'),
  async codigo(deps, _ctx, of, form) {
    const { codigo } = readAll({ codigo: () => readCode(text(form, 'codigo')) });
    await keepByCode(deps, of, codigo);
  },
};

/** The page that asks who opened an account that was never proved. */
export async function takeContest(deps: Deps, ctx: Context, of: RecoveryOf, form: Form): Promise<void> {
  const act = entryOf(acts, text(form, 'accion'));
  if (act) return act(deps, ctx, of, form);
  await finishContest(deps, of, visitorOf(ctx));
}

async function takeKey(deps: Deps, ctx: Context, of: RecoveryOf, form: Form): Promise<void> {
  const { clave } = readAll({ clave: () => readKey(text(form, 'clave')) });
  try {
    await keepByKey(deps, of, { key: clave, device: deviceOfBrowser(deps, ctx) }, visitorOf(ctx));
  } catch (error) {
    const wrong = error instanceof Refusal && wrongKey.has(error.code);
    throw wrong ? new FieldRefusals(new Map([['clave', new Refusal('own-key-wrong')]])) : error;
  }
}

/** The key that is chosen by who gave card and code. */
export async function takeChosenKey(deps: Deps, ctx: Context, of: RecoveryOf, form: Form): Promise<void> {
  const { clave } = readAll({
    clave: () => chooseKey(text(form, 'clave'), deps.policy, []),
    clave2: () => assertRepeated(text(form, 'clave'), text(form, 'clave2')),
  });
  await chooseOwnKey(deps, of, clave, visitorOf(ctx));
}
