import type Router from '@koa/router';
import type { Context } from 'koa';
import { ownRights } from '../../account/own-rights.ts';
import type { ProvedHolder } from '../../account/proved-holder.ts';
import type { Here } from '../../account/who-is-in.ts';
import { needsFactor, needsKey, parseRight, parseRightDetail, type RightKind, rightsOf } from '../../domain/rights.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf, visitorOf } from '../../http/page.ts';
import { keepSession } from '../../http/signed-in/cookies.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { proveCurrentKey } from '../../http/signed-in/current-key.ts';
import { addForm, addPage, showTab } from '../../http/signed-in/frame.ts';
import {
  asksFactor,
  type ProofTyped,
  proofFaults,
  proofReaders,
  proveAgain,
  waysAgain,
} from '../../http/signed-in/proof-again.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import type { RightRequest } from '../../ports/right-requests.ts';
import { rightView } from './right-words.ts';
import { askRight } from './use-cases/ask-right.ts';

const PATH = '/solicitudes';
const fieldOf = {
  ...proofFaults,
  'right-missing': 'derecho',
  'right-detail-missing': 'detalle',
  'block-waiting': 'derecho',
  'too-many-rights': 'derecho',
};

type Values = Readonly<Record<string, string>>;

/** Mis derechos: the requests of the user, a new one, and the state of each. */
export function requestRoutes(router: Router, cuenta: Cuenta): void {
  addPage(router, cuenta, PATH, async (ctx, here) => {
    const requests = (await ownRights(cuenta.deps, here)).map((one) => rightView(textsOf(ctx), one, cuenta.deps.now()));
    const title = textsOf(ctx).pages.privacy.titles.rights;
    showTab(cuenta, ctx, here, { tab: 'my-data', view: 'rights', title, requests });
  });

  addPage(router, cuenta, `${PATH}/nueva`, async (ctx, here) =>
    showNew(cuenta, ctx, here, { derecho: String(ctx.query.derecho ?? '') }, {}),
  );
  addForm(router, cuenta, `${PATH}/nueva`, async (ctx, here, form) => {
    const values = { derecho: text(form, 'derecho'), detalle: text(form, 'detalle') };
    const again = async (wrong: Wrong) => showNew(cuenta, ctx, here, values, wrong);
    await showAgain(ctx, { fieldOf, first: 'derecho' }, again, () => ask(cuenta, ctx, here, form));
  });

  addPage(router, cuenta, `${PATH}/:folio`, (ctx, here) => showOne(cuenta, ctx, here));
  addPage(router, cuenta, `${PATH}/:folio/carta`, (ctx, here) => showLetter(cuenta, ctx, here));
}

async function showNew(cuenta: Cuenta, ctx: Context, here: Here, values: Values, wrong: Partial<Wrong>): Promise<void> {
  showTab(cuenta, ctx, here, {
    tab: 'my-data',
    view: 'right-new',
    title: textsOf(ctx).pages.privacy.titles.newRequest,
    values,
    choices: choicesOf(textsOf(ctx), here),
    ways: await waysAgain(cuenta.deps, here),
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
  });
}

/** What may be asked from here. */
export function choicesOf({ rights }: Catalogue, { account }: Pick<Here, 'account'>) {
  return rightsOf(account.profile).map((kind) => ({ value: kind, name: rights.names[kind], key: needsKey(kind) }));
}

async function ask(cuenta: Cuenta, ctx: Context, here: Here, form: Form): Promise<void> {
  const { deps } = cuenta;
  const chosen = rightsOf(here.account.profile).find((kind) => kind === text(form, 'derecho'));
  const asks = chosen !== undefined && needsFactor(chosen) && (await asksFactor(deps, here));
  const proof = proofReaders(form, here, asks);
  const { derecho, detalle, actual, codigo } = readAll({
    derecho: () => parseRight(text(form, 'derecho'), here.account.profile),
    detalle: () => parseRightDetail(text(form, 'detalle'), chosen),
    actual: () => (chosen && needsKey(chosen) ? proof.actual() : undefined),
    codigo: proof.codigo,
  });
  const proved = actual && (await proveFor(deps, ctx, here, derecho, { actual, codigo }));
  const { request, token } = await askRight(deps, here, { kind: derecho, detail: detalle, proved }, visitorOf(ctx));
  if (request.kind !== 'bloqueo') return seeOther(ctx, `/cuenta${PATH}/${request.folio}?recibida`);
  // The user is signed out now: the page of the message shows it.
  keepSession(deps, ctx, null);
  seeOther(ctx, `/derechos/${token}?recibida`);
}

/** Proves the key for a right that stops the account, and the factor too for the one that ends it. */
async function proveFor(
  deps: Deps,
  ctx: Context,
  here: Here,
  kind: RightKind,
  typed: ProofTyped,
): Promise<ProvedHolder | undefined> {
  if (needsFactor(kind)) return proveAgain(deps, ctx, here, typed);
  await proveCurrentKey(deps, ctx, here, typed.actual);
  return undefined;
}

/** The request that an address names, if it is one of this user's. */
const ownRequest = async ({ deps }: Cuenta, ctx: Context, here: Here): Promise<RightRequest | undefined> =>
  (await ownRights(deps, here)).find(({ folio }) => folio === ctx.params.folio);

/** The answer as a letter to be printed: there is none before the answer. */
async function showLetter(cuenta: Cuenta, ctx: Context, here: Here): Promise<void> {
  const request = await ownRequest(cuenta, ctx, here);
  if (!request?.answeredAt) return;
  showTab(cuenta, ctx, here, {
    tab: 'my-data',
    view: 'right-letter',
    title: textsOf(ctx).pages.privacy.titles.letter(request.folio),
    request: rightView(textsOf(ctx), request, cuenta.deps.now()),
    ...(await cuenta.deps.rights.wordsOf(request.id)),
  });
}

async function showOne(cuenta: Cuenta, ctx: Context, here: Here): Promise<void> {
  const request = await ownRequest(cuenta, ctx, here);
  if (!request) return;
  showTab(cuenta, ctx, here, {
    tab: 'my-data',
    view: 'right',
    title: textsOf(ctx).pages.privacy.titles.request(request.folio),
    request: rightView(textsOf(ctx), request, cuenta.deps.now()),
    received: ctx.query.recibida !== undefined,
    ...(await cuenta.deps.rights.wordsOf(request.id)),
  });
}
