import { entryOf } from '../../domain/entry-of.ts';
import { assertRepeated, chooseKey, readKey } from '../../domain/key.ts';
import { FieldRefusals, Refusal, type RefusalCode } from '../../domain/refusal.ts';
import { deviceOfBrowser } from '../../http/browser.ts';
import type { Answer, FlowStep, Locals } from '../../http/flows/flow.ts';
import { readAll, text } from '../../http/form.ts';
import { readCode } from '../../http/forms/read-code.ts';
import { textsOf, visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import type { StoredRecovery } from '../../ports/recoveries.ts';
import { receiptLocals } from './contest-receipt.ts';
import { finishContest } from './use-cases/contest-recovery.ts';
import { chooseOwnKey, keepByCode, keepByKey, ownContacts, sendOwnCode } from './use-cases/keep-account.ts';
import { accountOf } from './use-cases/recovery-flow.ts';

type Step = FlowStep<StoredRecovery>;

/** The page that asks who opened an account that was never proved. */
export const contestStep: Step = {
  show: ({ deps, journey }) => contestLocals(deps, journey),
  act(answer) {
    const { deps, ctx, of, form } = answer;
    const act = entryOf(acts, text(form, 'accion'));
    return act ? act(answer) : finishContest(deps, of, visitorOf(ctx));
  },
};

/** The key, chosen by the user who gave card and code. */
export const chooseStep: Step = {
  show: ({ deps: { policy } }) => ({ keyMin: policy.key.min, keyMax: policy.key.max }),
  async act({ deps, ctx, of, form }) {
    const { clave } = readAll({
      clave: () => chooseKey(text(form, 'clave'), deps.policy, []),
      clave2: () => assertRepeated(text(form, 'clave'), text(form, 'clave2')),
    });
    await chooseOwnKey(deps, of, clave, visitorOf(ctx));
  },
};

/** The result of the contest; it asks nothing. */
export const contestedStep: Step = {
  show: ({ ctx, journey: { contested, profile } }) =>
    contested ? receiptLocals(textsOf(ctx), contested, profile) : {},
  act: async () => {},
};

/** What each button of the contest does; any other is «Esta cuenta no la abrí yo». */
const acts: Readonly<Record<string, Step['act']>> = {
  clave: proveKey,
  'enviar-email': ({ deps, of }) => sendOwnCode(deps, of, 'email'),
  'enviar-mobile': ({ deps, of }) => sendOwnCode(deps, of, 'mobile'),
  async codigo({ deps, of, form }) {
    const { codigo } = readAll({ codigo: () => readCode(text(form, 'codigo')) });
    await keepByCode(deps, of, codigo);
  },
};

/** The refusals of a login for a wrong key; here the account is known, and their links lead nowhere. */
const wrongKey: ReadonlySet<RefusalCode> = new Set(['key-wrong', 'credentials-wrong', 'legacy-key', 'person-unknown']);

async function proveKey({ deps, ctx, of, form }: Answer<StoredRecovery>): Promise<void> {
  const { clave } = readAll({ clave: () => readKey(text(form, 'clave')) });
  try {
    await keepByKey(deps, of, { key: clave, device: deviceOfBrowser(deps, ctx) }, visitorOf(ctx));
  } catch (error) {
    const wrong = error instanceof Refusal && wrongKey.has(error.code);
    throw wrong ? new FieldRefusals(new Map([['clave', new Refusal('own-key-wrong')]])) : error;
  }
}

/**
 * Which contacts can prove that the account is the user's own, and to which of them a code was sent; never their
 * values.
 */
async function contestLocals(deps: Deps, recovery: StoredRecovery): Promise<Locals> {
  const account = await accountOf(deps, recovery);
  return { contacts: account ? ownContacts(account) : [], coded: recovery.coded };
}
