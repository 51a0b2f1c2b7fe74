import Router from '@koa/router';
import { type Contest, type ContestOutcome, contestIdentity } from '../../account/contest-identity.ts';
import { requiredText } from '../../domain/address.ts';
import { requireSerial } from '../../domain/cedula.ts';
import { parseRun, parseRut } from '../../domain/rut.ts';
import type { World } from '../../ports/world.ts';
import { askedOf } from '../asked-of.ts';
import { type Form, readAll, text } from '../form.ts';
import { letteredForm } from '../lettered-form.ts';
import { show, visitorOf } from '../page.ts';
import { typedRut } from '../typed-rut.ts';

const PATH = '/alguien-registro-mi-rut';

const profiles = [
  { value: 'natural', name: 'Mi RUT' },
  { value: 'juridica', name: 'El RUT de mi empresa' },
] as const;

type Contested = (typeof profiles)[number]['value'];

const profileOf = (typed: string | undefined): Contested => (typed === 'juridica' ? 'juridica' : 'natural');

/** What the page of the outcome shows. */
interface Receipt {
  readonly profile: Contested;
  readonly outcome: ContestOutcome;
  readonly folio: string;
}

/** Alguien registró mi RUT: without a key, by the card; who proves it gets the number back. */
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
    async act(ctx, asked) {
      const visitor = visitorOf(ctx);
      const outcome = await contestIdentity(world, asked, visitor);
      const profile = asked.company ? 'juridica' : 'natural';
      const receipt: Receipt = { profile, outcome, folio: visitor.reference };
      return `${PATH}/listo/${world.tokens.pack('contest', receipt)}`;
    },
  });

  router.get('/listo/:receipt', (ctx) => {
    const receipt = world.tokens.unpack('contest', String(ctx.params.receipt)) as Receipt | undefined;
    if (receipt) show(ctx, 'contest-identity/done', { title: titles[receipt.outcome], ...receipt });
  });

  return router;
}

const titles: Readonly<Record<ContestOutcome, string>> = {
  free: 'Nadie tiene una cuenta con ese RUT',
  returned: 'El RUT vuelve a ser suyo',
  desk: 'Revisaremos su caso en persona',
};

function readContest(form: Form): Contest {
  const company = profileOf(text(form, 'perfil')) === 'juridica';
  const run = () => parseRun(text(form, 'rut'));
  const read = readAll({
    ...(company ? { rut_empresa: askedOf('company', () => parseRut(text(form, 'rut_empresa'))) } : {}),
    rut: company ? askedOf('representative', run) : run,
    serie: () => requireSerial(text(form, 'serie')),
    captcha: () => requiredText(text(form, 'captcha'), 20),
  });
  return { run: read.rut, serial: read.serie, company: read.rut_empresa };
}
