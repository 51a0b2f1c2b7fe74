import type { Database } from '../adapters/postgres/database/database.ts';
import {
  EVIDENCE_FORMAT,
  type Evidence,
  type EvidenceRequest,
  sealEvidence,
} from '../adapters/postgres/evidence/bundle.ts';
import { detailsOf } from '../adapters/postgres/evidence/check-acts.ts';
import { holidaysDigest } from '../adapters/postgres/evidence/check-request.ts';
import { trailAbout } from '../adapters/postgres/evidence/trail-about.ts';
import type { ChainKey, KeyMaterial } from '../adapters/secrets.ts';
import { complaintUntil } from '../domain/rights.ts';
import { dayOf } from '../domain/working-days.ts';
import { readRight } from '../features/privacy/use-cases/review-right.ts';
import { evidenceNotMade } from '../locales/es-CL/operator/evidence.ts';
import type { RightRequest } from '../ports/right-requests.ts';
import { CommandRefused } from './args.ts';
import type { RightsCommandDeps } from './rights-deps.ts';

interface BundleNeeds {
  readonly database: Database;
  readonly secrets: Pick<KeyMaterial, 'evidenceKeys'>;
  readonly deps: RightsCommandDeps;
}

/**
 * The evidence about a folio as a file: of a request for a right all that was written, and of every folio its acts with
 * their seals. Who reads a request this way stands in the trail and in the person's Actividad. Throws CommandRefused
 * where the trail has no act of the folio.
 */
export async function makeBundle(needs: BundleNeeds, folio: string, by: string): Promise<string> {
  const { database, secrets, deps } = needs;
  const found = await deps.rights.findByFolio(folio);
  const { acts, seals } = await trailAbout(database, folio, found?.accountId);
  if (acts.length === 0) throw new CommandRefused(evidenceNotMade['no-acts']({ folio }));
  const evidence: Evidence = {
    format: EVIDENCE_FORMAT,
    folio,
    madeAt: deps.now().toISOString(),
    madeBy: by,
    request: found ? await requestOf(deps, found, by) : null,
    holidays: holidaysDigest(),
    complaintUntil: (found?.answeredAt && complaintUntil(dayOf(found.answeredAt))) ?? null,
    letters: await lettersOf(needs, acts),
    acts,
    seals,
  };
  return sealEvidence(evidence, secrets.evidenceKeys[0] as ChainKey);
}

async function requestOf(deps: RightsCommandDeps, request: RightRequest, by: string): Promise<EvidenceRequest> {
  const {
    kind,
    state,
    decision,
    ground,
    accountId: account,
    askedAt,
    dueOn,
    extendedAt,
    answeredAt,
    liftedAt,
  } = request;
  const { detail, reasons, extension, lifting } = await readRight(deps, request, by);
  return {
    kind,
    state,
    decision: decision ?? null,
    ground: ground ?? null,
    account,
    holder: await holderOf(deps, request),
    askedAt: askedAt.toISOString(),
    dueOn,
    extendedAt: extendedAt?.toISOString() ?? null,
    answeredAt: answeredAt?.toISOString() ?? null,
    liftedAt: liftedAt?.toISOString() ?? null,
    words: {
      detail: detail ?? null,
      reasons: reasons ?? null,
      extension: extension ?? null,
      lifting: lifting ?? null,
    },
  };
}

/** The number of the person who asked; of a company's account that of the representative. */
async function holderOf(
  { accounts, companies }: RightsCommandDeps,
  { accountId, actor }: RightRequest,
): Promise<EvidenceRequest['holder']> {
  if (actor !== undefined) {
    const found = await companies.findActor(accountId, { subject: actor });
    return found ? { kind: 'RUN', number: found.run } : null;
  }
  const account = await accounts.find(accountId);
  return account ? { kind: account.kind, number: account.identifier } : null;
}

/** The messages that the acts name, with what became of them as the queue has it. */
async function lettersOf({ database, deps }: BundleNeeds, acts: Evidence['acts']): Promise<Evidence['letters']> {
  const letters: Evidence['letters'] = [];
  for (const { columns } of acts)
    for (const [channel, name] of [
      ['mail', 'mailed'],
      ['sms', 'texted'],
    ] as const) {
      const message = detailsOf(columns)[name];
      if (typeof message !== 'string') continue;
      const kept = await database.run<object | undefined>((sql) => sql('outbox').where({ id: message }).first('id'));
      const { state, at } = await deps.notifier.delivery(message);
      letters.push({
        act: columns.act ?? '',
        channel,
        message,
        state: kept ? state : 'erased',
        at: kept && at ? at.toISOString() : null,
      });
    }
  return letters;
}
