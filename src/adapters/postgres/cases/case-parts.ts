import { randomUUID } from 'node:crypto';
import type { CaseEvidence, Cases } from '../../../ports/cases.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { contactMarks } from './asked-contacts.ts';

interface MessageRow {
  readonly id: string;
  readonly case_id: string;
  readonly author: 'person' | 'staff';
  readonly member: string | null;
  readonly content: Buffer;
  readonly at: Date;
}

interface EvidenceRow {
  readonly id: string;
  readonly case_id: string;
  readonly member: string;
  readonly number_hmac: Buffer;
  readonly content: Buffer;
  readonly at: Date;
  /** Of whose document it is, and of the contacts that were asked for with it; null of one without, and of before. */
  readonly person_hmac: Buffer | null;
  readonly mail_hmac: Buffer | null;
  readonly mobile_hmac: Buffer | null;
}

type Parts = Pick<Cases, 'addMessage' | 'messages' | 'addEvidence' | 'evidence' | 'keepDraft' | 'draft'>;

/** What belongs to a case: messages and documents that were seen, bound and sealed under their ids, and drafts. */
export function caseParts({ run }: Pick<Database, 'run'>, secrets: KeyMaterial, now: () => Date): Parts {
  const macs = rowMacs(secrets);
  const messages = boundRows<MessageRow>({ run }, macs, 'case_messages');
  const evidence = boundRows<EvidenceRow>({ run }, macs, 'case_evidence');
  const messagePlace = (id: string): string => `case-message:${id}`;
  const evidencePlace = (id: string): string => `case-evidence:${id}`;
  const draftPlace = (caseId: string, member: string): string => `case-draft:${caseId}:${member}`;
  return {
    async addMessage(case_id, { author, member, text }) {
      const id = randomUUID();
      const content = secrets.seal(text, messagePlace(id));
      await messages.insert({ id, case_id, author, member: member ?? null, content, at: now() });
    },
    async messages(case_id) {
      const rows = await messages.all((sent) => sent.where({ case_id }).orderBy(['at', 'id']));
      return rows.map(({ id, author, member, content, at }) => ({
        author,
        member: member ?? undefined,
        text: secrets.open(content, messagePlace(id)),
        at,
      }));
    },
    async addEvidence(case_id, { member, document, expires }, number, given) {
      const id = randomUUID();
      const [number_hmac] = secrets.hmacs('cases', 'document', document, number);
      if (!number_hmac) throw new Error('no key for documents');
      const content = secrets.seal(JSON.stringify({ document, expires }), evidencePlace(id));
      await evidence.insert({ id, case_id, member, number_hmac, content, at: now(), ...contactMarks(secrets, given) });
    },
    async evidence(case_id) {
      const rows = await evidence.all((seen) => seen.where({ case_id }).orderBy(['at', 'id']));
      return rows.map(({ id, member, content, at }) => {
        const seen = JSON.parse(secrets.open(content, evidencePlace(id))) as Pick<CaseEvidence, 'document' | 'expires'>;
        return { member, document: seen.document, expires: seen.expires, at };
      });
    },
    async keepDraft(case_id, member, text) {
      if (text === '') return void (await run((sql) => sql('case_drafts').where({ case_id, member }).delete()));
      const content = secrets.seal(text, draftPlace(case_id, member));
      const row = { case_id, member, content, at: now() };
      await run((sql) => sql('case_drafts').insert(row).onConflict(['case_id', 'member']).merge());
    },
    async draft(case_id, member) {
      const row = await run<{ content: Buffer } | undefined>((sql) =>
        sql('case_drafts').where({ case_id, member }).first('content'),
      );
      return row && secrets.open(row.content, draftPlace(case_id, member));
    },
  };
}
