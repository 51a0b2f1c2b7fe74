import type { Context } from 'koa';
import { factorWays } from '../../account/factor-ways.ts';
import { hasFactor } from '../../account/proved-holder.ts';
import { formatIdentifier, fullName } from '../../domain/account.ts';
import { yearAfter } from '../../domain/mandate.ts';
import { csrfToken, deviceOfBrowser } from '../../http/browser.ts';
import { type Form, text } from '../../http/form.ts';
import type { Wrong } from '../../http/forms/show-again.ts';
import { show, textsOf } from '../../http/page.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import { FORM, keyPageOf, PREFIX, pageOf, placeOf } from './addresses.ts';
import { type ClosedInvitation, type OpenInvitation, openInvitation } from './use-cases/open-invitation.ts';

/** A form as it is shown again. */
export interface ShownForm {
  readonly wrong: Partial<Wrong>;
  readonly form?: Form | undefined;
  /** Why the form is shown again. */
  readonly fault?: unknown;
}

/** Shows a page of a link by `page`, or why it leads nowhere. */
export async function showOpen(
  deps: Deps,
  ctx: Context,
  token: string,
  page: (open: OpenInvitation) => Promise<void> | void,
): Promise<void> {
  const open = await openInvitation(deps, token);
  const titles = textsOf(ctx).pages.invitation.titles;
  if ('over' in open) return showOver(ctx, open);
  if (deps.devices.recognise(deviceOfBrowser(deps, ctx), open.company))
    return show(ctx, 'invitation/over', { title: titles.device, over: 'equipo', company: nameOf(open) });
  await page(open);
}

export const showOver = (ctx: Context, { over, company }: ClosedInvitation): void =>
  show(ctx, 'invitation/over', { title: textsOf(ctx).pages.invitation.titles.over, over, company });

const nameOf = ({ invitation }: OpenInvitation): string => invitation.company.razonSocial;

/** Who invites, until when, and the data as two people reviewed them. */
export function showInvitation(
  deps: Deps,
  ctx: Context,
  token: string,
  open: OpenInvitation,
  { wrong, form }: ShownForm,
): void {
  const texts = textsOf(ctx);
  show(ctx, 'invitation/invitation', {
    title: texts.pages.invitation.titles.invitation,
    ...commonOf(deps, ctx, token, open, wrong),
    formAction: `${PREFIX}/devolver`,
    onward: keyPageOf(token),
    existing: open.existing !== undefined,
    data: dataOf(texts, open),
    values: { motivo: form ? text(form, 'motivo') : '' },
  });
}

/** Key and factor of an account that exists. */
export async function showProof(deps: Deps, ctx: Context, token: string, open: OpenInvitation, wrong: Partial<Wrong>) {
  const { existing } = open;
  if (!existing) return showOver(ctx, { over: 'vencida' });
  const holder = { account: existing, actor: undefined };
  const asks = await hasFactor(deps, holder);
  show(ctx, 'invitation/proof', {
    title: textsOf(ctx).pages.invitation.titles.proof,
    ...commonOf(deps, ctx, token, open, wrong),
    formAction: PREFIX,
    back: pageOf(token),
    nie: formatIdentifier(existing.identifier),
    ways: asks ? await factorWays(deps, holder, placeOf(open)) : undefined,
    values: {},
  });
}

/** What every page of a link shows. */
export function commonOf(deps: Deps, ctx: Context, token: string, open: OpenInvitation, wrong: Partial<Wrong>) {
  return {
    token,
    company: nameOf(open),
    until: textsOf(ctx).formats.longDay(yearAfter(open.invitation.approvedAt)),
    csrfToken: csrfToken(deps, ctx, FORM),
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
  };
}

function dataOf({ pages, formats }: Catalogue, { invitation }: OpenInvitation) {
  const { rows, documentKinds, sexes, country } = pages.invitation;
  const { data } = invitation;
  return [
    { dt: rows.name, dd: fullName(data.name) },
    { dt: documentKinds[data.document.kind], dd: data.document.number },
    { dt: rows.country, dd: country(data.country) },
    { dt: rows.birthDate, dd: formats.longDay(new Date(`${data.birthDate}T12:00:00Z`)) },
    { dt: rows.sex, dd: sexes[data.sex] },
    { dt: rows.email, dd: data.email },
  ];
}
