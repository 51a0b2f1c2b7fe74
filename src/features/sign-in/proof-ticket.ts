import type { Context } from 'koa';
import type { Account } from '../../domain/account.ts';
import type { ProvedFactor } from '../../domain/acr-values.ts';
import type { FurtherProof } from '../../domain/next-proof.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Deps } from '../../ports/deps.ts';
import type { SignInWay } from './use-cases/record-login.ts';

const PURPOSE = 'sign-in-proof';

/** What a way to sign in proved. */
export interface ProvedSignIn {
  readonly account: Account;
  /** Subject of the representative who acts for a company. */
  readonly actor?: string | undefined;
  /** Of a facilitador whom several companies let in: the mandate that was chosen. */
  readonly mandate?: string | undefined;
  /** Whether the account knew the browser before. */
  readonly known: boolean;
  readonly by: SignInWay;
  /** Whether «Este es mi equipo» was ticked. */
  readonly remember: boolean;
  /** The further proofs that were given in this sign-in. */
  readonly given: readonly FurtherProof[];
  /** The second factor that was proved; of a passkey alone, that passkey. */
  readonly factor?: ProvedFactor | undefined;
  /** Whether «Recordar este equipo 30 días» was ticked beside it. */
  readonly keepsBrowser?: boolean | undefined;
}

/** The same while a further proof is asked: sealed in the address of its page, for one sign-in. */
export interface ProofTicket
  extends Pick<ProvedSignIn, 'actor' | 'known' | 'by' | 'remember' | 'given' | 'factor' | 'keepsBrowser'> {
  readonly uid: string;
  readonly account: string;
  /** When it was proved; milliseconds, as the next two. */
  readonly at: number;
  /** Which key the account had then, and when its sessions had been ended last. */
  readonly keyChangedAt: number;
  readonly sessionsEndedAt?: number | undefined;
}

/** Seals what was proved in the sign-in `uid`. */
export function packProof({ tokens, now }: Pick<Deps, 'tokens' | 'now'>, uid: string, proved: ProvedSignIn): string {
  const { account, actor, known, by, remember, given, factor, keepsBrowser } = proved;
  const ticket: ProofTicket = {
    uid,
    account: account.id,
    actor,
    known,
    by,
    remember,
    given,
    factor,
    keepsBrowser,
    at: now().getTime(),
    keyChangedAt: account.keyChangedAt.getTime(),
    sessionsEndedAt: account.sessionsEndedAt?.getTime(),
  };
  return tokens.pack(PURPOSE, ticket);
}

/** The ticket in the address of a page; throws `form-stale` where it is none, or one of another sign-in. */
export function proofTicketOf({ tokens }: Pick<Deps, 'tokens'>, ctx: Context, uid: string): ProofTicket {
  const ticket = tokens.unpack(PURPOSE, String(ctx.params.ticket)) as ProofTicket | undefined;
  if (ticket?.uid !== uid) throw new Refusal('form-stale');
  return ticket;
}

/** What the ticket says was proved of the account, and the proof that was given now. */
export const provedWith = (ticket: ProofTicket, account: Account, now: FurtherProof): ProvedSignIn => ({
  ...provedAlready(ticket, account),
  given: [...ticket.given, now],
});

/** What the ticket says was proved of the account. */
export const provedAlready = (ticket: ProofTicket, account: Account): ProvedSignIn => ({
  account,
  actor: ticket.actor,
  known: ticket.known,
  by: ticket.by,
  remember: ticket.remember,
  given: ticket.given,
  factor: ticket.factor,
  keepsBrowser: ticket.keepsBrowser,
});
