import Router from '@koa/router';
import type { Context } from 'koa';
import { requireSerial } from '../../domain/cedula.ts';
import type { ContestReceipt } from '../../domain/contest-receipt.ts';
import type { JourneyOrigin } from '../../domain/journey-origin.ts';
import { type Nie, parseNie } from '../../domain/nie.ts';
import { parseRun, parseRut } from '../../domain/rut.ts';
import { aboutTyped } from '../../http/about-account.ts';
import { cardVisitorOf } from '../../http/card-visitor.ts';
import { formWithCaptcha } from '../../http/flows/captcha-form.ts';
import { continueIn, ORIGIN, originIn, originTyped, withOrigin } from '../../http/flows/journey-origin.ts';
import { leavingLinks } from '../../http/flows/leaving-links.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { typedRut } from '../../http/forms/typed-rut.ts';
import { keepProfile } from '../../http/last-profile.ts';
import { browserOf, show, textsOf } from '../../http/page.ts';
import { askedOf } from '../../http/words/asked-of.ts';
import type { Deps } from '../../ports/deps.ts';
import { receiptLocals } from '../recovery/contest-receipt.ts';
import { beginContest, type Contest } from './use-cases/contest-identity.ts';
import { contestNie } from './use-cases/contest-nie.ts';

const PATH = '/alguien-registro-mi-rut';

const profiles = ['natural', 'juridica', 'migrante'] as const;

type Contested = (typeof profiles)[number];

const profileOf = (typed: string | undefined): Contested => profiles.find((profile) => profile === typed) ?? 'natural';

/** What the page of the outcome shows. */
interface Receipt {
  readonly profile: Contested;
  readonly receipt: ContestReceipt;
  /** The sign-in at which it began, if it began at one. */
  readonly origin?: JourneyOrigin | undefined;
}

/** A number and the card that proves it, or a NIE, which the desk proves. */
type Asked = Contest | { readonly nie: Nie };

/**
 * Alguien registró mi RUT: without a key, by the card; a user who proves it gets the number back. A NIE gets a folio.
 */
export function contestIdentityRoutes(deps: Deps): Router {
  const router = new Router({ prefix: PATH });

  formWithCaptcha(router, deps, {
    path: PATH,
    name: 'contest-identity',
    view: 'identity/contest-identity/form',
    fieldOf: {
      'cedula-mismatch': 'serie',
      'company-not-found': 'rut_empresa',
      'no-representative': 'rut_empresa',
      'not-representative': 'rut',
      'too-many-contests': 'rut',
    },
    first: 'rut',
    locals: ({ perfil, origen }, { pages }) => ({
      title: pages.identity.titles[profileOf(perfil) === 'migrante' ? 'contestNie' : 'contestRut'],
      profiles: profiles.map((profile) => ({
        value: profile,
        name: pages.identity.contestedNumbers[profile],
        current: profile === profileOf(perfil),
        href: withOrigin(`${PATH}?perfil=${profile}`, origen),
      })),
    }),
    read: readContest,
    valuesOf: (form) => ({
      perfil: profileOf(text(form, 'perfil')),
      rut: typedRut(text(form, 'rut')),
      rut_empresa: typedRut(text(form, 'rut_empresa')),
      serie: text(form, 'serie'),
      origen: text(form, ORIGIN),
    }),
    act: (ctx, asked, form) => aboutTyped(ctx, contested(asked), () => act(deps, ctx, asked, form)),
  });

  router.get('/listo/:receipt', (ctx) => {
    const outcome = deps.tokens.unpack('contest', String(ctx.params.receipt)) as Receipt | undefined;
    if (!outcome) return;
    const { receipt, profile, origin } = outcome;
    show(ctx, 'identity/contest-identity/done', {
      ...receiptLocals(textsOf(ctx), receipt, profile),
      leaves: leavingLinks(deps, ctx, origin),
      continuar: continueIn(deps, origin),
    });
  });

  return router;
}

/** Whose number is contested. */
function contested(asked: Asked) {
  if ('nie' in asked) return { profile: 'migrante', identifier: asked.nie } as const;
  return asked.company
    ? ({ profile: 'juridica', identifier: asked.company } as const)
    : ({ profile: 'natural', identifier: asked.run } as const);
}

/** Contests, and gives the page of the outcome, or the one that asks whether the account is the user's own. */
async function act(deps: Deps, ctx: Context, asked: Asked, form: Form): Promise<string> {
  const visitor = cardVisitorOf(deps, ctx, form);
  const profile = 'nie' in asked ? 'migrante' : asked.company ? 'juridica' : 'natural';
  const origin = originOfForm(deps, ctx, form, profile);
  if ('nie' in asked)
    return receiptPage(deps, { profile, receipt: await contestNie(deps, asked.nie, visitor), origin });
  keepProfile(deps, ctx, profile);
  const begun = await beginContest(deps, asked, browserOf(ctx), visitor);
  if (!('recovery' in begun)) return receiptPage(deps, { profile, receipt: begun.receipt, origin });
  if (origin) await deps.recoveries.change(begun.recovery, browserOf(ctx), (latest) => ({ ...latest, origin }));
  return `/recuperar/${profile}/${begun.recovery}`;
}

/** The sign-in at which it began, with the number that was typed here. */
function originOfForm(deps: Deps, ctx: Context, form: Form, profile: Contested): JourneyOrigin | undefined {
  const from = originIn(deps, ctx, text(form, ORIGIN));
  const number = profile === 'juridica' ? 'rut_empresa' : 'rut';
  return from && originTyped(deps, ctx, from, { profile, identifier: typedRut(text(form, number)) });
}

const receiptPage = ({ tokens }: Deps, outcome: Receipt): string => `${PATH}/listo/${tokens.pack('contest', outcome)}`;

function readContest(form: Form): Asked {
  const profile = profileOf(text(form, 'perfil'));
  if (profile === 'migrante') return { nie: readAll({ rut: () => parseNie(text(form, 'rut')) }).rut };
  const company = profile === 'juridica';
  const run = () => parseRun(text(form, 'rut'));
  const read = readAll({
    ...(company ? { rut_empresa: askedOf('company', () => parseRut(text(form, 'rut_empresa'))) } : {}),
    rut: company ? askedOf('representative', run) : run,
    serie: () => requireSerial(text(form, 'serie')),
  });
  return { run: read.rut, serial: read.serie, company: read.rut_empresa };
}
