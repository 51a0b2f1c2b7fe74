import Router from '@koa/router';
import type { Context } from 'koa';
import { hasFactor } from '../../account/proved-holder.ts';
import { formatIdentifier } from '../../domain/account.ts';
import { requiredText } from '../../domain/address.ts';
import { assertRepeated, chooseKey, readKey } from '../../domain/key.ts';
import { Refusal } from '../../domain/refusal.ts';
import { parseAnswer, parseQuestion } from '../../domain/secret-question.ts';
import { assertOwnForm, deviceOfBrowser } from '../../http/browser.ts';
import { type Form, readAll, readForm, text } from '../../http/form.ts';
import { factorFields, readFactor } from '../../http/forms/factor-shown.ts';
import { readCode } from '../../http/forms/read-code.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, show, textsOf, visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { FORM, PREFIX, pageOf } from './addresses.ts';
import { secretIn } from './draft.ts';
import { donePage, showDone } from './printed.ts';
import { placeOf, showInvitation, showKey, showOpen, showProof } from './shown.ts';
import { activate } from './use-cases/activate.ts';
import { addCompany } from './use-cases/add-company.ts';
import type { OpenInvitation } from './use-cases/open-invitation.ts';
import { returnInvitation } from './use-cases/return-invitation.ts';

const fields = {
  fieldOf: {
    ...factorFields.fieldOf,
    'key-guessable': 'clave',
    'own-key-wrong': 'actual',
    'key-provisional': 'actual',
    'factor-digits-wrong': 'digitos',
  },
  first: 'contenido',
} as const;

/** Most characters of what the person writes to the desk. */
const REASON_MAX = 500;

/**
 * The link of a foreign facilitador's invitation: GET acts on nothing (mail scanners open links), and the browser is
 * signed in nowhere.
 */
export function invitationRoutes(deps: Deps): Router {
  const router = new Router({ prefix: PREFIX });
  router.get('/lista/:sheet', (ctx) => showDone(deps, ctx));
  router.get('/devuelta', (ctx) =>
    show(ctx, 'invitation/returned', { title: textsOf(ctx).pages.invitation.titles.returned }),
  );
  router.get('/:token', (ctx) => {
    const token = String(ctx.params.token);
    return showOpen(deps, ctx, token, (open) => showInvitation(deps, ctx, token, open, { wrong: {} }));
  });
  router.get('/:token/clave', (ctx) => {
    const token = String(ctx.params.token);
    return showOpen(deps, ctx, token, (open) => showAccepting(deps, ctx, token, open, {}));
  });
  router.post('/', (ctx) => takeForm(deps, ctx, showAccepting, takeAcceptance));
  router.post('/devolver', (ctx) => takeForm(deps, ctx, showReturning, takeReturn));
  return router;
}

type Again = (
  deps: Deps,
  ctx: Context,
  token: string,
  open: OpenInvitation,
  wrong: Partial<Wrong>,
  form?: Form,
) => Promise<void> | void;
type Act = (deps: Deps, ctx: Context, token: string, open: OpenInvitation, form: Form) => Promise<string>;

const showAccepting: Again = (deps, ctx, token, open, wrong, form) =>
  open.existing ? showProof(deps, ctx, token, open, wrong) : showKey(deps, ctx, token, open, { wrong, form });

const showReturning: Again = (deps, ctx, token, open, wrong, form) =>
  showInvitation(deps, ctx, token, open, { wrong, form });

/** Reads a form and acts; what is wrong shows it again, or why the link leads nowhere any more. */
async function takeForm(deps: Deps, ctx: Context, again: Again, act: Act): Promise<void> {
  const form = await readForm(ctx);
  assertOwnForm(deps, ctx, form, FORM);
  const token = text(form, 'token');
  await showOpen(deps, ctx, token, (open) =>
    showAgain(
      ctx,
      fields,
      async (wrong) => again(deps, ctx, token, open, wrong, form),
      async () => {
        try {
          seeOther(ctx, await act(deps, ctx, token, open, form));
        } catch (error) {
          if (!(error instanceof Refusal && error.code === 'invitation-over')) throw error;
          seeOther(ctx, pageOf(token));
        }
      },
    ),
  );
}

const takeReturn: Act = async (deps, _ctx, token, _open, form) => {
  const { motivo } = readAll({ motivo: () => requiredText(text(form, 'motivo'), REASON_MAX) });
  await returnInvitation(deps, token, motivo);
  return `${PREFIX}/devuelta`;
};

const takeAcceptance: Act = (deps, ctx, token, open, form) =>
  open.existing ? takeProof(deps, ctx, token, open, form) : takeKey(deps, ctx, token, open, form);

const takeKey: Act = async (deps, ctx, token, { invitation }, form) => {
  const { policy } = deps;
  const secret = secretIn(deps, form, token);
  const { clave, pregunta, respuesta, digitos } = readAll({
    clave: () => chooseKey(text(form, 'clave'), policy, [invitation.nie, invitation.data.email]),
    clave2: () => assertRepeated(text(form, 'clave'), text(form, 'clave2')),
    pregunta: () => (policy.asksQuestion ? parseQuestion(text(form, 'pregunta')) : undefined),
    respuesta: () => (policy.asksQuestion ? parseAnswer(text(form, 'respuesta')) : undefined),
    digitos: () => readCode(text(form, 'digitos')),
  });
  const question = pregunta && respuesta ? { id: pregunta, answer: respuesta } : undefined;
  const codes = await activate(deps, token, { key: clave, question, secret, digits: digitos }, visitorOf(ctx));
  const nie = invitation.nie ? formatIdentifier(invitation.nie) : '';
  return donePage(deps, ctx, { codes, company: invitation.company.razonSocial, nie });
};

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
