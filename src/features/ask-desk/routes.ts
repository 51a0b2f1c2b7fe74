import Router from '@koa/router';
import type { Context } from 'koa';
import { formatIdentifier, type Identifier, type Profile } from '../../domain/account.ts';
import { type AskReason, askReasons, profilesOf } from '../../domain/desk-reason.ts';
import { formWithCaptcha } from '../../http/flows/captcha-form.ts';
import { DESK_PATH } from '../../http/flows/desk-links.ts';
import { openNumber } from '../../http/flows/typed-number.ts';
import { text } from '../../http/form.ts';
import { readIdentifier } from '../../http/forms/identifier-fields.ts';
import { typedRut } from '../../http/forms/typed-rut.ts';
import { browserOf, show, textsOf, visitorOf } from '../../http/page.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import { askDesk } from './use-cases/ask-desk.ts';

/** What is asked, and for whom. */
interface Asked {
  readonly reason: AskReason;
  readonly profile: Profile;
  readonly identifier: Identifier;
}

/** What the page of the outcome shows. */
interface Receipt extends Pick<Asked, 'reason' | 'profile'> {
  readonly folio: string;
}

type Values = Readonly<Record<string, string>>;

const RECEIPT = 'ask-desk';

/** Atención en persona: a folio for a person whom no page can help, the same whatever is registered. */
export function askDeskRoutes(deps: Deps): Router {
  const router = new Router({ prefix: DESK_PATH });

  formWithCaptcha<Asked>(router, deps, {
    path: DESK_PATH,
    name: 'ask-desk',
    view: 'ask-desk/form',
    fieldOf: { 'too-many-contests': 'rut' },
    first: 'rut',
    begin: (ctx) => ({ motivo: String(ctx.query.motivo ?? ''), rut: carried(deps, ctx) }),
    locals: formLocals,
    read: (form) => {
      const { reason, profile } = chosen({ motivo: text(form, 'motivo'), perfil: text(form, 'perfil') });
      return { reason, profile, identifier: readIdentifier(profile, form).rut };
    },
    valuesOf: (form) => ({
      motivo: text(form, 'motivo'),
      perfil: text(form, 'perfil'),
      rut: typedRut(text(form, 'rut')),
    }),
    act: (ctx, asked) => act(deps, ctx, asked),
  });

  router.get('/listo/:receipt', (ctx) => {
    const receipt = deps.tokens.unpack(RECEIPT, String(ctx.params.receipt)) as Receipt | undefined;
    if (!receipt) return;
    const { reason, profile, folio } = receipt;
    const { titles, asks } = textsOf(ctx).pages.askDesk;
    show(ctx, 'ask-desk/done', { title: titles.done, reason, profile, folio, ask: asks[reason] });
  });

  return router;
}

async function act(deps: Deps, ctx: Context, { reason, profile, identifier }: Asked): Promise<string> {
  const asked = { kind: reason, profile, identifier, browser: browserOf(ctx) };
  const { folio } = await askDesk(deps, asked, visitorOf(ctx));
  const receipt: Receipt = { reason, profile, folio };
  return `${DESK_PATH}/listo/${deps.tokens.pack(RECEIPT, receipt)}`;
}

/** The number of the journey that linked here, in this browser. */
function carried(deps: Deps, ctx: Context): string {
  const typed = openNumber(deps, ctx, ctx.query.de);
  return typed ? formatIdentifier(typed.identifier) : '';
}

/** Reason and profile; the first of each where none is named that exists. */
function chosen({ motivo, perfil }: Values): Pick<Asked, 'reason' | 'profile'> {
  const reason = askReasons.find((one) => one === motivo) ?? askReasons[0];
  return { reason, profile: profilesOf[reason].find((one) => one === perfil) ?? 'natural' };
}

function formLocals(values: Values, { pages }: Catalogue) {
  const { reason, profile } = chosen(values);
  const { titles, asks, profiles } = pages.askDesk;
  const href = (motivo: AskReason, perfil: Profile) => `${DESK_PATH}?${new URLSearchParams({ motivo, perfil })}`;
  return {
    title: titles[reason],
    reason,
    ask: asks[reason],
    profile,
    profiles: profilesOf[reason].map((one) => ({
      name: profiles[one],
      current: one === profile,
      href: href(reason, one),
    })),
  };
}
