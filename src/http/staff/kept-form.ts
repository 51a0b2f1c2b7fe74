import type { Context } from 'koa';
import type { Deps } from '../../ports/deps.ts';
import { isOwnForm } from '../browser.ts';
import { type Form, readForm, text, UnreadableForm } from '../form.ts';
import { browserOf } from '../page.ts';
import type { DeskHere } from './desk-page.ts';
import { deskFormName } from './form-name.ts';

const PURPOSE = 'mesa-escrito';
const FIELD = 'escrito';

type Values = Readonly<Record<string, unknown>>;

/** What a form of the desk says of itself, sealed: whose it is, what it is about, and which fields are written in. */
interface Shown {
  readonly member: string;
  readonly session: string;
  readonly at: number;
  readonly page: string;
  readonly about?: string | undefined;
  readonly fields: readonly string[];
}

/** The hidden field of a form whose text outlives the session; undefined for a form in which nothing is written. */
export function writingOf(
  { tokens, now }: Pick<Deps, 'tokens' | 'now'>,
  { member, sessionId, page }: DeskHere,
  values: Values | undefined,
  about: string | undefined,
): string | undefined {
  const fields = Object.keys(values ?? {});
  if (fields.length === 0) return undefined;
  const shown: Shown = { member: member.id, session: sessionId, at: now().getTime(), page, about, fields };
  return tokens.pack(PURPOSE, shown);
}

/**
 * Keeps what was written in a form whose session, or whose page, is over. `false`, and nothing is kept, for a form that
 * this browser did not get from us, an empty one, one of another member than `only`, and a member who is suspended.
 */
export async function keepWriting(deps: Deps, ctx: Context, form: Form, only?: string): Promise<boolean> {
  const shown = deps.tokens.unpack(PURPOSE, text(form, FIELD)) as Shown | undefined;
  if (!shown || (only !== undefined && shown.member !== only)) return false;
  if (!isOwnForm(deps, ctx, form, deskFormName({ sessionId: shown.session }))) return false;
  // A page may have several forms: what another one of them has is not overwritten.
  const fields = Object.fromEntries(
    shown.fields.filter((name) => form.has(name)).map((name) => [name, text(form, name)]),
  );
  if (Object.values(fields).every((value) => value.trim() === '')) return false;
  return deps.keptForms.keep(
    { staffId: shown.member, browser: browserOf(ctx) },
    { page: shown.page, path: ctx.path, about: shown.about, fields, shownAt: new Date(shown.at) },
  );
}

/** The same for a request without a session, whose form was not read yet; one that cannot be read keeps nothing. */
export async function keepUnread(deps: Deps, ctx: Context): Promise<boolean> {
  try {
    return await keepWriting(deps, ctx, await readForm(ctx));
  } catch (error) {
    if (error instanceof UnreadableForm) return false;
    throw error;
  }
}

/** The text that belongs in this page, by the names of its fields; undefined where it belongs elsewhere. */
export function writtenFor(
  ctx: Context,
  { kept, page }: Pick<DeskHere, 'kept' | 'page'>,
  values: Values | undefined,
  about: string | undefined,
): Readonly<Record<string, string>> | undefined {
  if (!kept || kept.page !== page || kept.about !== about) return undefined;
  if (about === undefined && kept.path !== ctx.path) return undefined;
  const own = Object.entries(kept.fields).filter(([name]) => values && name in values);
  return own.length > 0 ? Object.fromEntries(own) : undefined;
}
