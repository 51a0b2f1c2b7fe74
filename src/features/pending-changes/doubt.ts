import type { Context } from 'koa';
import {
  codeContacts,
  type Doubting,
  delayDisputed,
  disputableChanges,
  hasCard,
} from '../../account/dispute-pending-change.ts';
import { openFolio } from '../../account/folio-at-desk.ts';
import { sendStopCode, stopByCard, stopByCode, stopByFactor } from '../../account/stop-doubted.ts';
import { requireSerial } from '../../domain/cedula.ts';
import type { ContactKind } from '../../domain/data-update.ts';
import { entryOf } from '../../domain/entry-of.ts';
import { cardVisitorOf } from '../../http/card-visitor.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { readCode } from '../../http/forms/read-code.ts';
import { browserOf } from '../../http/page.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';

/** The state of a user who was asked «¿Pidió usted este cambio?»; `asked` at first. */
export type Doubt = 'asked' | 'no' | 'email' | 'mobile' | 'stopped' | 'desk' | 'gone';

const doubts: ReadonlySet<unknown> = new Set<Doubt>(['asked', 'no', 'email', 'mobile', 'stopped', 'desk']);

/** Its state; any other value is read as the first one. */
export const doubtOf = (known: unknown): Doubt => (doubts.has(known) ? (known as Doubt) : 'asked');

/** Fields of refusals that the use cases throw. */
export const doubtFields = {
  'cedula-mismatch': 'serie',
  'card-stolen': 'serie',
  'contact-code-wrong': 'codigo',
  'contact-code-spent': 'codigo',
  'too-many-codes': 'contenido',
} as const;

/** The user who is asked, in this browser. */
export const doubtingIn = (ctx: Context, who: Omit<Doubting, 'browser'>): Doubting => ({
  ...who,
  browser: browserOf(ctx),
});

const contacts: Readonly<Record<string, ContactKind>> = { correo: 'email', celular: 'mobile' };

/**
 * Takes an answer: «Sí» and «Seguir» end the question (undefined), «No» delays a recovery once and, after the factor
 * itself, stops a request that calls it lost; the card or a code from a contact on file stops either.
 */
export async function takeDoubt(deps: Deps, ctx: Context, doubting: Doubting, form: Form): Promise<Doubt | undefined> {
  const visitor = cardVisitorOf(deps, ctx, form);
  const action = text(form, 'accion');
  const contact = entryOf(contacts, action);
  if (contact) {
    await sendStopCode(deps, doubting, contact);
    return contact;
  }
  if (action === 'no') {
    const ended = await stopByFactor(deps, doubting, visitor);
    await delayDisputed(deps, doubting, visitor);
    return ended.length > 0 && !(await stillWaits(deps, doubting)) ? outcomeOf(ended) : 'no';
  }
  if (action === 'cedula') {
    const { serie } = readAll({ serie: () => requireSerial(text(form, 'serie')) });
    return outcomeOf(await stopByCard(deps, doubting, serie, visitor));
  }
  if (action === 'codigo') {
    const { codigo } = readAll({ codigo: () => readCode(text(form, 'codigo')) });
    const from = { contact: contactIn(form), typed: codigo };
    return outcomeOf(await stopByCode(deps, doubting, from, visitor));
  }
  return undefined;
}

const stillWaits = async (deps: Deps, doubting: Doubting): Promise<boolean> =>
  (await disputableChanges(deps, doubting)).length > 0;

/** The contact whose code a form contains. */
export const contactIn = (form: Form): ContactKind => entryOf(contacts, text(form, 'contacto')) ?? 'email';

const outcomeOf = (ended: Awaited<ReturnType<typeof stopByCard>>): Doubt =>
  ended.some(({ state }) => state === 'desk') ? 'desk' : 'stopped';

/**
 * What the page shows: what waits, until when, how it can be stopped, and the folio of the case where two people
 * decide.
 */
export async function doubtView(
  deps: Deps,
  { formats, pendingChanges: { kinds } }: Catalogue,
  { account, actor, only, factor }: Omit<Doubting, 'browser'>,
  doubt: Doubt,
) {
  const holds = await disputableChanges(deps, { account, actor, only });
  const lost = holds.filter(({ kind }) => kind === 'factor-loss').length;
  return {
    deskFolio: doubt === 'desk' ? await openFolio(deps, account.id, 'segunda-detencion') : undefined,
    doubt: holds.length === 0 && doubt !== 'desk' && doubt !== 'stopped' ? ('gone' as const) : doubt,
    requests: holds.map(({ kind, folio, dueAt, delayedAt }) => ({
      what: kinds[kind],
      folio,
      until: formats.instant(dueAt),
      delayed: delayedAt !== undefined,
    })),
    about: lost === 0 ? ('key' as const) : lost === holds.length ? ('factor' as const) : ('both' as const),
    byFactor: factor === true && lost > 0,
    byCard: actor !== undefined || hasCard(account),
    ofRepresentative: actor !== undefined,
    codes: codeContacts(account),
  };
}
