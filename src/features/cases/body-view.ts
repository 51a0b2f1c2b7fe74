import { maskEmail } from '../../domain/email.ts';
import { invitationStanding, MEMBER_RESENDINGS } from '../../domain/member-invitation.ts';
import { formatRut } from '../../domain/rut.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { DeskCase } from '../../ports/cases.ts';
import type { Mandate } from '../../ports/mandates.ts';
import type { MemberInvitation } from '../../ports/member-invitations.ts';
import { bodyOfCase } from './use-cases/body-of-case.ts';

/**
 * A public body on the page of its case. The mailbox is whole: it is the body's, and who decides compares it with the
 * document.
 */
export function bodyRows({ bodies, formats, pages }: Catalogue, one: DeskCase) {
  const found = bodyOfCase(one);
  if (!found) return undefined;
  const { rut, razonSocial, act, email, months } = found.naming;
  const { rows } = bodies;
  const names = found.matter.step === 'nombrar';
  return [
    { dt: rows.step, dd: bodies.steps[found.matter.step] },
    { dt: rows.body, dd: razonSocial },
    { dt: rows.rut, dd: formatRut(rut) },
    { dt: rows.act, dd: bodies.act(bodies.acts[act.kind], act.number, formats.day(act.day)) },
    { dt: rows.signer, dd: act.signer },
    ...(names ? [{ dt: rows.email, dd: email ?? bodies.erased }] : []),
    { dt: rows.term, dd: pages.myAccount.months(months) },
  ];
}

/** The access of a first person, as the desk reads it; `person` is the name as companies read it. */
export function namedRows({ bodies, formats }: Catalogue, { organisation, from, until }: Mandate, person: string) {
  const { rows } = bodies;
  return [
    { dt: rows.body, dd: organisation.razonSocial },
    { dt: rows.rut, dd: formatRut(organisation.rut) },
    { dt: rows.person, dd: person },
    { dt: rows.since, dd: formats.longDay(from) },
    { dt: rows.until, dd: formats.longDay(until) },
  ];
}

/** An invitation that waits; its mailbox is in part hidden. */
export function invitedRows({ bodies, formats, pages }: Catalogue, one: MemberInvitation, now: Date) {
  const { rows } = bodies;
  const standing = invitationStanding(one, now);
  const { standing: words } = pages.myAccount.memberInvitations;
  return [
    { dt: rows.body, dd: one.organisation.razonSocial },
    { dt: rows.rut, dd: formatRut(one.organisation.rut) },
    { dt: rows.email, dd: maskEmail(one.email, 'fixed') },
    { dt: rows.sent, dd: formats.instant(one.sentAt) },
    { dt: rows.state, dd: words[standing](formats.instant(one.expiresAt)) },
    { dt: rows.until, dd: formats.longDay(one.until) },
  ];
}

/** Whether it can be sent again. */
export const isSendable = (one: MemberInvitation, now: Date): boolean =>
  invitationStanding(one, now) !== 'over' && one.resent < MEMBER_RESENDINGS;
