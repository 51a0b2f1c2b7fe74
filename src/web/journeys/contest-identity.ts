import Router from '@koa/router';
import type { Context } from 'koa';
import { beginContest, type Contest, contestNie } from '../../account/contest-identity.ts';
import { requiredText } from '../../domain/address.ts';
import { requireSerial } from '../../domain/cedula.ts';
import { type Nie, parseNie } from '../../domain/nie.ts';
import type { ContestReceipt } from '../../domain/recovery.ts';
import { parseRun, parseRut } from '../../domain/rut.ts';
import type { World } from '../../ports/world.ts';
import { askedOf } from '../asked-of.ts';
import { cardVisitorOf } from '../card-visitor.ts';
import { type Form, readAll, text } from '../form.ts';
import { letteredForm } from '../lettered-form.ts';
import { browserOf, show } from '../page.ts';
import { receiptLocals } from '../recovery/contest-views.ts';
import { typedRut } from '../typed-rut.ts';

const PATH = '/alguien-registro-mi-rut';

const profiles = [
  { value: 'natural', name: 'Mi RUT' },
  { value: 'juridica', name: 'El RUT de mi empresa' },
  { value: 'migrante', name: 'Mi NIE' },
] as const;

type Contested = (typeof profiles)[number]['value'];

const profileOf = (typed: string | undefined): Contested =>
  profiles.find(({ value }) => value === typed)?.value ?? 'natural';

/** What the page of the outcome shows. */
interface Receipt {
  readonly profile: Contested;
  readonly receipt: ContestReceipt;
}

/** A number and the card that proves it, or a NIE, which the desk proves. */
type Asked = Contest | { readonly nie: Nie };

/** Alguien registró mi RUT: without a key, by the card; who proves it gets the number back. A NIE gets a folio. */
export function contestIdentityRoutes(world: World): Router {
  const router = new Router({ prefix: PATH });

  letteredForm(router, world, {
    path: PATH,
    name: 'contest-identity',
    fieldOf: {
      'cedula-mismatch': 'serie',
      'company-not-found': 'rut_empresa',
      'no-representative': 'rut_empresa',
      'not-representative': 'rut',
      'captcha-wrong': 'captcha',
      'captcha-spent': 'captcha',
    },
    first: 'rut',
    locals: ({ perfil }) => ({
      title: 'Alguien registró mi RUT',
      profiles: profiles.map((one) => ({
        ...one,
        current: one.value === profileOf(perfil),
        href: `${PATH}?perfil=${one.value}`,
      })),
    }),
    read: readContest,
    valuesOf: (form) => ({
      perfil: profileOf(text(form, 'perfil')),
      rut: typedRut(text(form, 'rut')),
      rut_empresa: typedRut(text(form, 'rut_empresa')),
      serie: text(form, 'serie'),
    }),
    act: (ctx, asked, form) => act(world, ctx, asked, form),
  });

  router.get('/listo/:receipt', (ctx) => {
    const told = world.tokens.unpack('contest', String(ctx.params.receipt)) as Receipt | undefined;
    if (told) show(ctx, 'contest-identity/done', receiptLocals(told.receipt, told.profile));
  });

  return router;
}

/** Contests, and gives the page of the outcome, or the one that asks whether the account is the person's own. */
async function act(world: World, ctx: Context, asked: Asked, form: Form): Promise<string> {
  const visitor = cardVisitorOf(world, ctx, form);
  if ('nie' in asked) return receiptPage(world, 'migrante', await contestNie(world, asked.nie, visitor));
  const profile = asked.company ? 'juridica' : 'natural';
  const begun = await beginContest(world, asked, browserOf(ctx), visitor);
  return 'recovery' in begun ? `/recuperar/${profile}/${begun.recovery}` : receiptPage(world, profile, begun.receipt);
}

function receiptPage({ tokens }: World, profile: Contested, receipt: ContestReceipt): string {
  const told: Receipt = { profile, receipt };
  return `${PATH}/listo/${tokens.pack('contest', told)}`;
}

function readContest(form: Form): Asked {
  const profile = profileOf(text(form, 'perfil'));
  const captcha = () => requiredText(text(form, 'captcha'), 20);
  if (profile === 'migrante') return { nie: readAll({ rut: () => parseNie(text(form, 'rut')), captcha }).rut };
  const company = profile === 'juridica';
  const run = () => parseRun(text(form, 'rut'));
  const read = readAll({
    ...(company ? { rut_empresa: askedOf('company', () => parseRut(text(form, 'rut_empresa'))) } : {}),
    rut: company ? askedOf('representative', run) : run,
    serie: () => requireSerial(text(form, 'serie')),
    captcha,
  });
  return { run: read.rut, serial: read.serie, company: read.rut_empresa };
}
