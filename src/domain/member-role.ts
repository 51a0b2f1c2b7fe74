import type { Profile } from './account.ts';

/**
 * What an organisation lets a member do, the least first: to look, to work on what it registers, and to decide for it.
 * Each includes those before it.
 */
export const memberRoles = ['mira', 'desarrolla', 'administra'] as const;

export type MemberRole = (typeof memberRoles)[number];

/** Months for which a membership may be given, from its invitation and from each change of its date. */
export const membershipMonths = [1, 3, 6, 12] as const;

/** Hours in which the link of an invitation can be used. */
export const MEMBER_INVITATION_HOURS = 72;

/**
 * Why a membership in force does not count now: its member lost the second factor, the company does not stand, or who
 * gave it represents the company no more.
 */
export type Suspension = 'factor' | 'organisation' | 'delegator';

/** Whether an account of this profile may be a member: that of a person, whose sign-in rests on no company. */
export const mayBeMember = (profile: Profile): boolean => profile === 'natural' || profile === 'migrante';

/** Whether a text is a role. */
export const isMemberRole = (text: unknown): text is MemberRole => memberRoles.some((one) => one === text);

/** Whether a member with a role may do what needs one; without a role nothing may be done. */
export const mayActAs = (role: MemberRole | undefined, needed: MemberRole): boolean =>
  role !== undefined && memberRoles.indexOf(role) >= memberRoles.indexOf(needed);

/** Whether a role counts only while its member has a second factor. */
export const needsFactor = (role: MemberRole): boolean => role === 'administra';

const DELEGATED = 'representante:';
const NAMED = 'agencia:';
const GIVEN = 'miembro:';

/** What a membership rests on that a representative gave: the subject of that person. */
export const delegatedBy = (subject: string): string => `${DELEGATED}${subject}`;

/** The subject of the representative who gave a membership; undefined where none did. */
export const delegatorIn = (source: string): string | undefined =>
  source.startsWith(DELEGATED) ? source.slice(DELEGATED.length) : undefined;

/** What a membership rests on that the desk gave to the first person of a public body: the folio of the case. */
export const namedBy = (folio: string): string => `${NAMED}${folio}`;

/** Whether the desk gave it. */
export const isNamed = (source: string): boolean => source.startsWith(NAMED);

/** What a membership rests on that the first person of a public body gave: the account of that person. */
export const givenBy = (accountId: string): string => `${GIVEN}${accountId}`;

/** The account of the first person who gave a membership; undefined where none did. */
export const giverIn = (source: string): string | undefined =>
  source.startsWith(GIVEN) ? source.slice(GIVEN.length) : undefined;
