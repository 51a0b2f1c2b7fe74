import type { CaseKind } from '../../../domain/cases/kinds/kinds.ts';
import { isToldByMail } from '../../../domain/cases/own-page.ts';
import type { Email } from '../../../domain/email.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { accountOf } from './case-deps.ts';

const PURPOSE = 'case-answer';
const DAYS = 90;

/** What the link to an answer carries, sealed: the decision by its instant, so that a later one is not read by it. */
interface AnswerLink {
  readonly folio: string;
  readonly decided: number;
  /** When it expires, in milliseconds. */
  readonly until: number;
}

/** Kinds whose answer no mail tells: the danger may read a mailbox, and a right has its own letter. */
const inPersonOnly: ReadonlySet<CaseKind> = new Set(['proteccion', 'derecho', 'reclamo']);

/**
 * Sends the page of a rejection to who has no page of the case: to the e-mail that the person asked for at the counter,
 * or, where only the card is over, to the confirmed one of the account. `before` is the case as it was before the
 * decision, since one that ends loses its contacts. To no one where there is neither: the person reads it at an office.
 */
export async function tellAnswer(deps: Deps, before: DeskCase, { decision, folio }: DeskCase): Promise<void> {
  if (decision?.outcome !== 'rechazada' || isToldByMail(before) || inPersonOnly.has(before.kind)) return;
  const mailbox = await mailboxFor(deps, before);
  if (!mailbox) return;
  const until = deps.now().getTime() + DAYS * 24 * 3_600_000;
  const sealed = deps.tokens.pack(PURPOSE, { folio, decided: decision.at.getTime(), until } satisfies AnswerLink);
  const link = `${deps.issuer}/caso/respuesta/${sealed}`;
  await deps.notifier.send(
    { kind: 'case-news', news: 'decided', folio, link },
    { channel: 'mail', to: mailbox.to },
    mailbox.account,
  );
}

interface Mailbox {
  readonly to: Email;
  /** Whose it is, where it is on file. */
  readonly account?: string | undefined;
}

/** The contacts on file count only where neither they nor the account are what is in doubt. */
async function mailboxFor(deps: Deps, one: DeskCase): Promise<Mailbox | undefined> {
  const given = one.asked?.contacts?.email;
  if (given !== undefined) return { to: given };
  if (one.kind !== 'cedula-vencida' || one.attestations.length === 0) return undefined;
  const account = await accountOf(deps, one);
  const sure = account?.state === 'activa' && !account.stolenAt && account.identidad === 'documento';
  return sure ? { to: account.personal.email, account: account.id } : undefined;
}

/** A rejection that a link leads to, and whether another review of it was asked for. */
export interface AnswerOfLink {
  readonly one: DeskCase;
  readonly decision: NonNullable<DeskCase['decision']>;
}

/** The answer of a link; undefined for one that expired, or whose case is no longer kept. */
export async function answerOfLink(
  { tokens, cases, now }: Pick<Deps, 'tokens' | 'cases' | 'now'>,
  token: string,
): Promise<AnswerOfLink | undefined> {
  const link = tokens.unpack(PURPOSE, token) as AnswerLink | undefined;
  if (!link || link.until < now().getTime()) return undefined;
  const one = await cases.findKept(link.folio);
  const decision = [one?.decision, one?.first].find((end) => end?.at.getTime() === link.decided);
  return one && decision && { one, decision };
}
