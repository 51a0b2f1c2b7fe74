import type { Context } from 'koa';
import { hasFactor } from '../../account/proved-holder.ts';
import { formatIdentifier } from '../../domain/account.ts';
import { requiredText } from '../../domain/address.ts';
import { assertRepeated, chooseKey, readKey } from '../../domain/key.ts';
import { Refusal } from '../../domain/refusal.ts';
import { parseAnswer, parseQuestion } from '../../domain/secret-question.ts';
import { deviceOfBrowser } from '../../http/browser.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { readFactor } from '../../http/forms/factor-shown.ts';
import { readCode } from '../../http/forms/read-code.ts';
import { visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { BY_PASSKEY, PREFIX, placeOf } from './addresses.ts';
import { secretIn } from './draft.ts';
import { donePage } from './printed.ts';
import { activate } from './use-cases/activate.ts';
import { addCompany } from './use-cases/add-company.ts';
import type { FactorChosen } from './use-cases/first-factor.ts';
import type { OpenInvitation } from './use-cases/open-invitation.ts';
import { returnInvitation } from './use-cases/return-invitation.ts';

/** What a form of an invitation does; gives the address that follows. */
export type Act = (deps: Deps, ctx: Context, token: string, open: OpenInvitation, form: Form) => Promise<string>;

/** Most characters of what the person writes to the desk. */
const REASON_MAX = 500;

/** Sends the data back to the desk. */
export const takeReturn: Act = async (deps, _ctx, token, _open, form) => {
  const { motivo } = readAll({ motivo: () => requiredText(text(form, 'motivo'), REASON_MAX) });
  await returnInvitation(deps, token, motivo);
  return `${PREFIX}/devuelta`;
};

/** Accepts: with a new account, or with the one that the person has. */
export const takeAcceptance: Act = (deps, ctx, token, open, form) =>
  open.existing ? takeProof(deps, ctx, token, open, form) : takeKey(deps, ctx, token, open, form);

const takeKey: Act = async (deps, ctx, token, { invitation }, form) => {
  const { policy } = deps;
  const factorOf = factorReader(deps, form, token);
  const { clave, pregunta, respuesta, digitos } = readAll({
    clave: () => chooseKey(text(form, 'clave'), policy, [invitation.nie, invitation.data.email]),
    clave2: () => assertRepeated(text(form, 'clave'), text(form, 'clave2')),
    pregunta: () => (policy.asksQuestion ? parseQuestion(text(form, 'pregunta')) : undefined),
    respuesta: () => (policy.asksQuestion ? parseAnswer(text(form, 'respuesta')) : undefined),
    digitos: factorOf,
  });
  const question = pregunta && respuesta ? { id: pregunta, answer: respuesta } : undefined;
  const codes = await activate(deps, token, { key: clave, question, factor: digitos }, visitorOf(ctx));
  const nie = invitation.nie ? formatIdentifier(invitation.nie) : '';
  return donePage(deps, ctx, { codes, company: invitation.company.razonSocial, nie });
};

/** Reads the factor: a passkey where the form is about one, else an app. Throws `factor-secret-over` for its draft. */
function factorReader(deps: Deps, form: Form, token: string): () => FactorChosen {
  if (text(form, 'factor') !== BY_PASSKEY) {
    const secret = secretIn(deps, form, token);
    return () => ({ secret, digits: readCode(text(form, 'digitos')) });
  }
  const answer = text(form, 'nueva');
  if (answer === '') throw new Refusal('passkey-missing');
  return () => ({ answer, ticket: text(form, 'reto_nueva') });
}

const takeProof: Act = async (deps, ctx, token, open, form) => {
  const { existing, invitation } = open;
  const asks = existing && (await hasFactor(deps, { account: existing, actor: undefined }));
  const { actual, codigo } = readAll({
    actual: () => readKey(text(form, 'actual')),
    codigo: () => (asks ? readFactor(form, placeOf(open)) : undefined),
  });
  const shown = { key: actual, factor: codigo, device: deviceOfBrowser(deps, ctx) };
  await addCompany(deps, token, shown, visitorOf(ctx));
  const nie = existing ? formatIdentifier(existing.identifier) : '';
  return donePage(deps, ctx, { codes: [], company: invitation.company.razonSocial, nie });
};
