import { createHash, createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson, type Json } from '../../../domain/canonical-json.ts';
import { rightGrounds } from '../../../domain/right-grounds.ts';
import { rightDecisions, rightKinds } from '../../../domain/rights.ts';
import type { ChainKey } from '../../secrets.ts';
import { caseContent } from './case-content.ts';

/** The name and version of the file's shape. */
export const EVIDENCE_FORMAT = 'clave-sence-evidence-2';
/** The one before, which had no case: its files are checked as they are. */
const BEFORE = 'clave-sence-evidence-1';

const hex = z.string().regex(/^([0-9a-f]{2})*$/);
const instant = z.iso.datetime();
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const words = z.string().nullable();

/** An act of the trail: its columns that are not null, as text, and the number of its seal once it has one. */
const act = z.strictObject({ columns: z.record(z.string(), z.string()), seal: z.int().positive().nullable() });

/** A seal over rows of the trail, whole; `previous` is the HMAC of the seal before it. */
const seal = z.strictObject({
  number: z.int().positive(),
  sealedAt: z.string(),
  total: z.int(),
  keyId: z.string(),
  previous: hex.nullable(),
  entries: z.base64(),
  mac: hex,
});

/** The request and all that was written about it. */
const request = z.strictObject({
  /** Of its case too; absent in a file of before. */
  id: z.string().optional(),
  kind: z.enum(rightKinds),
  state: z.string(),
  decision: z.enum(rightDecisions).nullable(),
  ground: z.enum(rightGrounds).nullable(),
  account: z.string(),
  /** Number of the person who asked, as long as the account exists; of a company that of its representative. */
  holder: z.strictObject({ kind: z.string(), number: z.string() }).nullable(),
  askedAt: instant,
  dueOn: day,
  extendedAt: instant.nullable(),
  answeredAt: instant.nullable(),
  liftedAt: instant.nullable(),
  words: z.strictObject({ detail: words, reasons: words, extension: words, lifting: words }),
});

/** A message about the request, and what became of it; `erased` once the queue has forgotten it. */
const letter = z.strictObject({
  act: z.string(),
  channel: z.enum(['mail', 'sms']),
  message: z.string(),
  state: z.enum(['queued', 'sent', 'delayed', 'failed', 'refused', 'withheld', 'erased']),
  at: instant.nullable(),
});

const content = z.strictObject({
  format: z.enum([EVIDENCE_FORMAT, BEFORE]),
  folio: z.string(),
  madeAt: instant,
  madeBy: z.string(),
  request: request.nullable(),
  /** The case as long as it is kept; absent in a file of before. */
  case: caseContent.nullable().optional(),
  /** SHA-256 of the table of holidays by which the terms were counted. */
  holidays: hex,
  /** Last day to complain to the Agencia, of an answered request. */
  complaintUntil: day.nullable(),
  letters: z.array(letter),
  acts: z.array(act),
  seals: z.array(seal),
});

/** All of a file but its digest and its HMAC. */
export type Evidence = z.output<typeof content>;
export type EvidenceRequest = NonNullable<Evidence['request']>;
export type EvidenceSeal = z.output<typeof seal>;

/** A whole file. */
export const evidenceFile = content.extend({ digest: hex, keyId: z.string(), mac: hex });

/** The file of some evidence: one line of canonical JSON with its SHA-256 and an HMAC under a key of SECRETS_KEY. */
export function sealEvidence(evidence: Evidence, { id, key }: ChainKey): string {
  const file = { ...evidence, digest: digestOfEvidence(evidence), keyId: id };
  return `${canonicalOf({ ...file, mac: macOfEvidence(evidence, key).toString('hex') })}\n`;
}

/** SHA-256 in hexadecimal of the canonical text of a value. */
export const digestOfEvidence = (value: object): string =>
  createHash('sha256').update(canonicalOf(value)).digest('hex');

/** The canonical text of evidence; what a file of before does not have is absent. */
export const canonicalOf = (value: object): string => canonicalJson(value as Json);

/** Whether an HMAC is that of the evidence under a key. */
export function isMacOf(evidence: Evidence, mac: string, key: KeyObject): boolean {
  const [given, right] = [Buffer.from(mac, 'hex'), macOfEvidence(evidence, key)];
  return given.length === right.length && timingSafeEqual(given, right);
}

const macOfEvidence = (evidence: Evidence, key: KeyObject): Buffer =>
  createHmac('sha256', key).update(canonicalOf(evidence)).digest();
