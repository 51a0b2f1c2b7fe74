import type { Visit } from '../helpers/browser.ts';
import { pedro, rosa } from '../helpers/client-app.ts';
import { formFields } from '../helpers/registration.ts';
import type { ServerProcess } from '../helpers/server-process.ts';
import { askToSignIn } from './authorize.ts';
import { claimsByCode, companyFields, cordillera, signInCompany } from './company.ts';
import type { Who } from './stored.ts';
import type { RegistryId } from './switchboard.ts';
import { newEmail, newVisitor, type Seen, see } from './visitors.ts';

/** A page that calls a registry. */
export interface Way {
  readonly page: string;
  readonly registry: RegistryId;
  /** The person whose rows it may write. */
  readonly who: Who;
  /** Goes up to the step that calls the registry, which can then be taken any number of times. */
  open(server: ServerProcess): Promise<() => Promise<Seen>>;
}

export const camila = { rut: '44.000.003-7', serial: 'B51A23456' } as const;
const panaderia = '54000001-8';

/** Registers from a fresh browser at each call; only the POST is timed. */
export const registers =
  (path: string, fields: Readonly<Record<string, string>>) =>
  async (server: ServerProcess) =>
  async (): Promise<Seen> => {
    const browser = newVisitor();
    const page = await browser.get(`${server.issuer}${path}`);
    const send = () => browser.send(page, { ...fields, email: newEmail() });
    return see(send, async (visit) => titleOf(await browser.follow(visit, server.issuer)));
  };

const titleOf = ({ html, text }: Visit): string => /<title>([^<]*)/.exec(html)?.[1]?.trim() ?? text.slice(0, 80);

/** Pedro has a declared identity, and the client accepts none: a page asks for his card. */
async function shownCard(server: ServerProcess): Promise<() => Promise<Seen>> {
  const browser = newVisitor();
  const { page: asked } = await askToSignIn(server, browser, 'estricta', 'openid profile run');
  let page = await browser.follow(await browser.send(asked, { rut: pedro.rut, clave: pedro.key }), server.issuer);
  if (!/Compruebe su identidad/.test(page.text)) throw new Error(`no page for the card but ${page.text.slice(0, 200)}`);
  const show = async (): Promise<Visit> => {
    const answer = await browser.send(page, { serie: pedro.serial, accion: 'validar' });
    if (answer.status !== 303) page = answer;
    return answer;
  };
  return () =>
    see(show, async (visit) =>
      (await browser.follow(visit, server.issuer)).headers.get('location')?.includes('code=')
        ? 'sigue a la plataforma'
        : 'no sigue',
    );
}

const { rut: _, ...person } = formFields;
const natural = { ...formFields, rut: camila.rut, serie: camila.serial };

/** The four registries and the pages that call them; the Registro Civil is asked for names and for cards. */
export const ways: readonly Way[] = [
  {
    page: 'Registrar Persona Natural',
    registry: 'srcei',
    who: { profile: 'natural', identifier: '44000003-7', run: '44000003-7' },
    open: registers('/registro/natural', natural),
  },
  {
    page: 'Compruebe su identidad',
    registry: 'srcei',
    who: { profile: 'natural', identifier: '44000002-9', run: '44000002-9' },
    open: shownCard,
  },
  {
    page: 'Registrar Persona Jurídica',
    registry: 'sii',
    who: { profile: 'juridica', identifier: panaderia, run: '44000001-0' },
    open: registers('/registro/juridica', { ...companyFields(panaderia, rosa.rut), serie: rosa.serial }),
  },
  {
    page: 'Registrar Migrante',
    registry: 'nie',
    who: { profile: 'migrante', identifier: '199000001-4' },
    open: registers('/registro/migrante', { ...person, nie: '199.000.001-4' }),
  },
  {
    page: 'empresa.tipo, returned at sign-in',
    registry: 'otec',
    who: { profile: 'juridica', identifier: cordillera, run: '44000003-7' },
    open: async (server) => claimsByCode(server, await signInCompany(server)),
  },
];
