import { z } from 'zod';
import { callResults } from '../../../domain/cases/call-back.ts';
import { rightGrounds } from '../../../domain/right-grounds.ts';

const instant = z.iso.datetime();

/** A member of the staff as they are when the file is made: who they were at an act, the act says. */
const member = z.strictObject({ id: z.string(), roles: z.string(), office: z.string() });

const end = z.strictObject({
  outcome: z.string(),
  reason: z.string(),
  ground: z.enum(rightGrounds).nullable(),
  by: z.array(member),
  at: instant,
});

const message = z.strictObject({
  author: z.enum(['person', 'staff']),
  by: member.nullable(),
  text: z.string(),
  /** The digest by which the trail names it. */
  digest: z.string(),
  at: instant,
});

/** That the person was drawn to be called, who confirmed it from which office, and every call that was noted. */
const callBack = z.strictObject({
  by: member,
  office: z.string(),
  at: instant,
  calls: z.array(
    z.strictObject({ by: member, result: z.enum(callResults), contact: z.string(), reason: z.string(), at: instant }),
  ),
});

/** The content of a case: no number of its person, no contact that was asked for, and of documents no number. */
export const caseContent = z.strictObject({
  id: z.string(),
  kind: z.string(),
  matter: z.string().nullable(),
  state: z.string(),
  openedBy: z.string(),
  openedAt: instant,
  dueAt: instant,
  extendedAt: instant.nullable(),
  closedAt: instant.nullable(),
  attested: z.array(z.strictObject({ by: member, document: z.string().nullable(), at: instant })),
  documents: z.array(z.strictObject({ by: member, document: z.string(), expires: z.string(), at: instant })),
  messages: z.array(message),
  proposal: end.nullable(),
  /** Absent in a file of before. */
  callBack: callBack.nullable().optional(),
  first: end.nullable(),
  decision: end.nullable(),
  /** Each time that what was granted was returned. Absent in a file of before. */
  returned: z
    .array(z.strictObject({ reason: z.string(), at: instant, first: end.nullable(), decision: end.nullable() }))
    .optional(),
  corrections: z.array(z.strictObject({ by: member, text: z.string(), at: instant })),
});

export type EvidenceCase = z.output<typeof caseContent>;
export type EvidenceMember = z.output<typeof member>;
export type EvidenceEnd = z.output<typeof end>;
