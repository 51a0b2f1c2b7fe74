import { complaintUntil } from '../../../domain/rights.ts';
import { dayOf } from '../../../domain/working-days.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { EvidenceFiles } from '../../../ports/evidence.ts';
import type { ChainKey, KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { EVIDENCE_FORMAT, type Evidence, sealEvidence } from './bundle.ts';
import { caseOfEvidence } from './case-of.ts';
import { detailsOf } from './check-acts.ts';
import { holidaysDigest } from './check-request.ts';
import { requestOfEvidence } from './request-of.ts';
import { trailAbout } from './trail-about.ts';

type Needs = Pick<Deps, 'accounts' | 'cases' | 'companies' | 'notifier' | 'now' | 'rights' | 'staff'>;

/** Makes the evidence about a folio: of a request or a case all that was written, and its acts with their seals. */
export function evidenceFiles(
  database: Database,
  secrets: Pick<KeyMaterial, 'evidenceKeys'>,
  needs: Needs,
): EvidenceFiles {
  return {
    async make(folio, by, numbers) {
      const found = await needs.rights.findByFolio(folio);
      const one = await needs.cases.findKept(folio);
      const { acts, seals } = await trailAbout(database, folio);
      if (acts.length === 0) return undefined;
      const evidence: Evidence = {
        format: EVIDENCE_FORMAT,
        folio,
        madeAt: needs.now().toISOString(),
        madeBy: by,
        request: found ? await requestOfEvidence(needs, found, numbers) : null,
        case: one ? await caseOfEvidence(needs, one) : null,
        holidays: holidaysDigest(),
        complaintUntil: (found?.answeredAt && complaintUntil(dayOf(found.answeredAt))) ?? null,
        letters: await lettersOf(database, needs, acts),
        acts,
        seals,
      };
      return sealEvidence(evidence, secrets.evidenceKeys[0] as ChainKey);
    },
  };
}

/** The messages that the acts name, with what became of them as the queue has it. */
async function lettersOf(
  database: Database,
  { notifier }: Needs,
  acts: Evidence['acts'],
): Promise<Evidence['letters']> {
  const letters: Evidence['letters'] = [];
  for (const { columns } of acts)
    for (const [channel, name] of [
      ['mail', 'mailed'],
      ['sms', 'texted'],
    ] as const) {
      const message = detailsOf(columns)[name];
      if (typeof message !== 'string') continue;
      const kept = await database.run<object | undefined>((sql) => sql('outbox').where({ id: message }).first('id'));
      const { state, at } = await notifier.delivery(message);
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
