import { formatIdentifier, fullName } from '../../domain/account.ts';
import type { Deps } from '../../ports/deps.ts';
import type { KeptPerson, PersonSwitch, SandboxPeople } from '../../ports/sandbox-people.ts';
import { type SandboxAccount, sandboxAccounts } from '../people/sandbox-people.ts';
import { SEEDED_KEY } from '../people/seed.ts';
import { accountOf } from './restore-people.ts';

/** What is said of each account. */
const purposes: Readonly<Record<string, string>> = {
  rosa: 'Ingresa sin problemas: su identidad se comprobó con cédula.',
  pedro: 'Identidad solo declarada: pida identidad comprobada y verá identidad-insuficiente.',
  camila: 'Cuenta detenida: nadie ingresa con ella, y usted recibe cuenta-congelada.',
  panaderia:
    'Empresa con la que registra plataformas en Desarrolladores. Rosa, que la representa, ya mostró su cédula.',
  quillay: 'Empresa a la que Pedro ya no representa: ingrese con su RUN y recibe representacion-terminada.',
  marie: 'Persona migrante con NIE, sin cédula. Su documento se revisó en persona.',
  lucas: 'Facilitador extranjero a quien invitó Panadería Los Andes: usted recibe invitado_por con la empresa.',
  ana: 'Ingresa como Rosa, y usted la puede cambiar por unos minutos, también con una sesión abierta.',
};

/** Gives the `sub` of a subject at the clients of a host. */
export type SubAt = (subject: string, host: string) => string;

/** A published account, as page and JSON have it. */
export interface PublishedPerson {
  readonly id: string;
  readonly perfil: string;
  readonly nombre: string;
  readonly identificador: string;
  /** Of a company: who signs in for it; the SII may name this person no longer. */
  readonly representante: string | undefined;
  readonly clave: string;
  readonly identidad: string;
  readonly para: string;
  /** Undefined where the account is not there. */
  readonly sub: string | undefined;
  /** What it is switched to now, and until when. */
  readonly cambio: { readonly a: PersonSwitch; readonly hasta: Date } | undefined;
}

/** The dependencies for reading the published people. */
export type PublishedNeeds = Pick<Deps, 'accounts'> & { readonly people: Pick<SandboxPeople, 'all'> };

/** Every published person, with the `sub` at the clients of a host. */
export async function publishedPeople(
  deps: PublishedNeeds,
  subAt: SubAt,
  host: string,
): Promise<readonly PublishedPerson[]> {
  const kept = await deps.people.all();
  return Promise.all(
    sandboxAccounts.map(async (one) => {
      // A row that does not verify is not shown, and the page stays.
      const account = await accountOf(deps, one).catch(() => undefined);
      return { ...asPublished(one, kept.get(one.id)?.switched), sub: account && subAt(account.subject, host) };
    }),
  );
}

/** An account as it is published; `switched`, if it is changed now. */
export function asPublished(one: SandboxAccount, switched: KeptPerson['switched']): Omit<PublishedPerson, 'sub'> {
  const { id, profile, identifier, identidad, personal } = one;
  return {
    id,
    perfil: profile,
    nombre: personal.company?.razonSocial ?? fullName(personal.name ?? {}),
    identificador: formatIdentifier(identifier),
    representante: personal.company && formatIdentifier(personal.company.representative.run),
    clave: SEEDED_KEY,
    identidad,
    para: purposes[id] ?? '',
    cambio: switched && { a: switched.to, hasta: switched.until },
  };
}
