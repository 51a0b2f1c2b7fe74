import { isMemberRole, type MemberRole } from '../../../domain/member-role.ts';
import { parseRut } from '../../../domain/rut.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Organisation } from '../../../ports/mandates.ts';

const PURPOSE = 'member-invitation';

/** What the address of a member's invitation has, sealed: what is offered, and the link that is spent once. */
export interface MemberInvitation {
  readonly link: string;
  readonly id: string;
  readonly organisation: Organisation;
  readonly role: MemberRole;
  readonly until: Date;
  /** What the membership will rest on. */
  readonly source: string;
}

/** The last part of the address. */
export const packMemberInvitation = (
  { tokens }: Pick<Deps, 'tokens'>,
  { until, ...invitation }: MemberInvitation,
): string => tokens.pack(PURPOSE, { ...invitation, until: until.toISOString() });

/** Reads it; undefined for one that this server did not make, that was spent, withdrawn, or is too old. Changes nothing. */
export async function openMemberInvitation(
  { tokens, links, now }: Pick<Deps, 'tokens' | 'links' | 'now'>,
  token: string,
): Promise<(MemberInvitation & { readonly companyId: string }) | undefined> {
  const packed = tokens.unpack(PURPOSE, token) as
    | (Omit<MemberInvitation, 'until'> & { readonly until: string })
    | undefined;
  const link = packed && (await links.peek('member', packed.link));
  if (!packed || link?.about !== packed.id || !isMemberRole(packed.role)) return undefined;
  const until = new Date(packed.until);
  if (until <= now()) return undefined;
  const organisation = { ...packed.organisation, rut: parseRut(packed.organisation.rut) };
  return { ...packed, organisation, until, companyId: link.accountId };
}
