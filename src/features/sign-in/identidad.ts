import type { Context } from 'koa';
import { atDesk as contestAtDesk, proveIdentity } from '../../account/prove-identity.ts';
import { type Account, formatIdentifier } from '../../domain/account.ts';
import { requireSerial } from '../../domain/cedula.ts';
import { type Identidad, reaches } from '../../domain/identity-level.ts';
import { parsePrincipalId } from '../../domain/principal-id.ts';
import { Refusal } from '../../domain/refusal.ts';
import { isAbout } from '../../http/about-account.ts';
import { deviceOfBrowser } from '../../http/browser.ts';
import { cardVisitorOf } from '../../http/card-visitor.ts';
import { readAll, text } from '../../http/form.ts';
import { show, textsOf } from '../../http/page.ts';
import { ownCaseState } from '../../http/words/case-state.ts';
import { refusalText } from '../../http/words/refusal-text.ts';
import type { Deps } from '../../ports/deps.ts';
import { frameOf } from './frame.ts';
import { isIdentityProved } from './identity-proved.ts';
import type { Step } from './interaction.ts';
import { finish } from './result.ts';

/**
 * The client needs more than is known of the identity: the user proves it here, or reads where, and the sign-in
 * continues.
 */
export const identidadStep: Step = {
  fieldOf: { 'cedula-mismatch': 'serie' },
  first: 'serie',

  async show(deps, ctx, interaction, { errors = [], faults = {}, values = {}, refused, refusal }) {
    const account = await accountOf(deps, interaction.accountId);
    isAbout(ctx, { accountId: account?.id });
    // What two people decided may have taken effect while the page was open; the provider checks it once more.
    if (await isIdentityProved(deps, interaction)) return finish(interaction.provider, ctx, { identidad: {} });
    const contest = account?.contest;
    const atDesk = account !== undefined && (account.kind === 'NIE' || contest === 'desk');
    const why = account && contest === 'desk' ? await contestAtDesk(deps, account) : new Refusal('document-at-desk');
    const words = refusalText(textsOf(ctx), why);
    show(ctx, 'sign-in/identidad', {
      title: textsOf(ctx).pages.signIn.titles.identity,
      ...(await frameOf(deps, ctx, interaction, { refused, typed: account && whoseOf(account) })),
      contest,
      perfil: account?.profile,
      reviewed: account?.identidad === 'revisada',
      inPerson: account?.kind === 'NIE' && !contest ? await inPersonOf(deps, ctx, account) : undefined,
      byCopy: account && (await byCopyOf(deps, ctx, account, interaction.minimum)),
      ...(atDesk ? { atDesk: words } : { errors, faults, values, refusal }),
    });
  },

  async post(deps, ctx, { accountId }, form) {
    const { serie } = readAll({ serie: () => requireSerial(text(form, 'serie')) });
    if (!accountId) throw new Refusal('form-stale');
    const shown = { serial: serie, device: deviceOfBrowser(deps, ctx) };
    await proveIdentity(deps, accountId, shown, cardVisitorOf(deps, ctx, form));
    return { identidad: {} };
  },
};

/** How far the case is in which a counter sees the document of who has a NIE, if there is one. */
async function inPersonOf({ cases }: Pick<Deps, 'cases'>, ctx: Context, { id }: Account) {
  const one = await cases.openOf(id, 'documento-migrante');
  return { folio: one?.folio, state: one && ownCaseState(textsOf(ctx), one) };
}

/** How far the review of a copy is, where one suffices for the client; undefined where it does not. */
async function byCopyOf({ cases }: Pick<Deps, 'cases'>, ctx: Context, account: Account, minimum: Identidad) {
  const { id, profile, identidad, contest } = account;
  if (profile !== 'migrante' || contest || !reaches('revisada', minimum) || reaches(identidad, 'revisada'))
    return undefined;
  const one = await cases.openOf(id, 'copia-migrante');
  return one && !one.decision ? { folio: one.folio, state: textsOf(ctx).cases.states[one.state] } : {};
}

/** The account of the page, for the journeys to which it leads. */
const whoseOf = ({ profile, identifier }: Account) => ({ perfil: profile, rut: formatIdentifier(identifier) });

/** A NIE has no card that the Registro Civil could compare, and a case of the desk is decided there. */
async function accountOf({ accounts }: Deps, holder: string | undefined): Promise<Account | undefined> {
  return holder === undefined ? undefined : accounts.find(parsePrincipalId(holder).accountId);
}
