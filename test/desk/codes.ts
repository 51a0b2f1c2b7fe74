import type { RefusalCode } from '../../src/domain/refusal.ts';
import { staffCodes } from './staff-codes.ts';

const WAIT = 'a wait: the page names the hour, and it ends by itself then';
const CODE =
  'a code: the same page sends another one, and a person who cannot read it goes the way of the dead mailbox';
const FACTOR =
  'a second factor: «Perdí mi segundo factor» is the way, walked in test/features/lost-factor and test/journeys/lost-factor';
const FIELD = 'a field or a choice: the same page takes the right value, as those that are walked';
const SESSION = 'in a session, whose holder is signed in already';
const OTHER = 'its way is walked under another refusal: the same page or the same counter';
const STAFF = 'staff alone';
const AGAIN = 'the page leads to its own beginning, and nothing was lost';
const COMPANY = 'an invitation that need not be accepted: the company asks anew, with another mailbox of the person';
const INVITATION =
  'an invitation: its page says what became of it and what comes next, walked in test/features/invitation';
const PHONE =
  'a register does not know the number: the telephone says which register corrects it, and no account could be decided on';

const of = (why: string, codes: readonly RefusalCode[]): readonly (readonly [RefusalCode, string])[] =>
  codes.map((code) => [code, why]);

/** Refusals that no walk meets, each with why no kind of person is left by it. */
export const unmet: ReadonlyMap<RefusalCode, string> = new Map([
  ...of(WAIT, [
    'files-pending',
    'too-many-files',
    'too-many-facilitadores',
    'too-many-invitations',
    'too-many-members',
    'cedula-paused',
    'cedula-at-desk',
    'work-needed',
    'representatives-paused',
    'too-many-tries',
    'too-many-answers',
    'question-rests',
    'too-many-pairs',
    'too-many-exports',
    'mail-paused',
    'recovery-paused',
    'resend-early',
    'too-many-codes',
    'too-many-updates',
    'too-many-contests',
    'too-many-rights',
    'too-many-losses',
    'factor-paused',
    'factor-rests',
    'factor-young',
    'backup-code-paused',
    'backup-sheet-young',
    'backup-sheet-rests',
  ]),
  ...of(CODE, [
    'cedula-code-needed',
    'cedula-code-wrong',
    'sign-in-code-wrong',
    'contact-code-needed',
    'contact-code-wrong',
    'contact-code-spent',
    'mailbox-code-needed',
    'backup-code-shape',
    'backup-code-wrong',
    'backup-code-spent',
    'registered-key-wrong',
    'registered-key-spent',
  ]),
  ...of(FACTOR, [
    'factor-code-wrong',
    'factor-code-missing',
    'factor-digits-wrong',
    'factor-exists',
    'factor-missing',
    'factor-contact-needed',
    'factor-secret-over',
    'factor-needed',
    'factor-unproved',
    'passkey-wrong',
    'passkey-stale',
    'passkey-unknown',
    'passkey-missing',
    'passkey-profile',
    'passkey-exists',
    'passkeys-full',
    'passkeys-unavailable',
    'backup-sheet-stopped',
    'backup-sheet-missing',
  ]),
  ...of(FIELD, [
    'file-missing',
    'file-rejected',
    'file-too-large',
    'file-kind',
    'file-unreadable',
    'file-active',
    'file-encrypted',
    'file-too-many-pages',
    'file-too-many-pixels',
    'file-not-drawn',
    'facilitador-email-company',
    'facilitador-email-taken',
    'facilitador-underage',
    'facilitador-changed',
    'facilitador-parts-missing',
    'document-number-invalid',
    'birth-date-invalid',
    'name-invalid',
    'children-invalid',
    'rut-too-long',
    'email-letters',
    'email-invisible',
    'region-missing',
    'comuna-missing',
    'comuna-unlisted',
    'right-missing',
    'right-detail-missing',
    'nothing-changed',
    'pair-wrong',
    'captcha-spent',
    'complaint-short',
    'key-same',
  ]),
  ...of(SESSION, ['own-key-wrong', 'key-stale', 'block-waiting', 'export-waiting', 'hold-waiting', 'run-has-account']),
  ...of(OTHER, ['card-needed', 'document-at-desk', 'contest-at-desk', 'backup-sheet-contested', 'mandate-over']),
  ...of(AGAIN, [
    'form-stale',
    'cookies-missing',
    'flow-step',
    'flow-expired',
    'proof-lapsed',
    'company-unchosen',
    'mandate-gone',
    'mandate-early',
    'mandate-unchosen',
    'invitation-unchosen',
    'invitation-gone',
    'member-unchosen',
    'member-gone',
    'member-role-missing',
    'member-months-missing',
    'member-needs-factor',
    'membership-of-persons',
    'card-over',
    'link-spent',
    'recovery-needed',
    'provisional-spent',
    'key-provisional',
  ]),
  ...of(COMPANY, ['invitation-returned-often', 'invitation-return-late', 'invitation-sent-often', 'membership-over']),
  ...of(INVITATION, ['invitation-over']),
  ...of(PHONE, ['company-not-found', 'no-representative']),
  ...of(STAFF, staffCodes),
]);
