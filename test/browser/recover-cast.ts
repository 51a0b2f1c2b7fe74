import { parseEmail } from '../../src/domain/email.ts';
import { Secret } from '../../src/domain/key.ts';
import { parseNie } from '../../src/domain/nie.ts';
import { parseMobile } from '../../src/domain/phone.ts';
import { parseRun, parseRut } from '../../src/domain/rut.ts';
import { confirmEmail } from '../../src/features/registration/use-cases/confirm-email.ts';
import { registerJuridica } from '../../src/features/registration/use-cases/register-juridica.ts';
import { registerMigrante } from '../../src/features/registration/use-cases/register-migrante.ts';
import { registerNatural } from '../../src/features/registration/use-cases/register-natural.ts';
import type { TestApp } from '../helpers/app.ts';
import { newestLinkTo } from '../helpers/captcha.ts';
import { companyRegistration, panaderia } from '../helpers/companies.ts';
import { confirmMobileOf } from '../helpers/mobile.ts';
import { proveLongAgo } from '../helpers/recovery.ts';
import { registration, visitorFrom, withKey } from '../helpers/registration.ts';

/** Who recovers a key: how they are called on the pages, and where their messages go. */
export interface Holder {
  readonly profile: 'natural' | 'juridica' | 'migrante';
  readonly rut: string;
  readonly email: string;
  /** Where the SMS goes; a company's, to its representative. */
  readonly mobile: string;
  readonly key: string;
  /** Number of the card: the person's own, or that of the representative. */
  readonly serie: string;
  /** How the platform greets. */
  readonly greeting: string;
  /** RUN of the representative who signs in for a company. */
  readonly representative?: string;
}

export const camila: Holder = {
  profile: 'natural',
  rut: '44.000.003-7',
  email: 'camila@correo.example',
  mobile: '+56940000003',
  key: 'Quiltro-77',
  serie: 'B51A23456',
  greeting: 'Hola, Camila Andrea',
};

/** A company that Rosa registered, and for which she acts. */
export const losAndes: Holder = {
  profile: 'juridica',
  rut: panaderia.rut,
  email: 'contacto@panaderia.example',
  mobile: '+56940000001',
  key: panaderia.key,
  serie: '512345678',
  greeting: 'Hola, Panadería Los Andes SpA',
  representative: '44.000.001-0',
};

export const marie: Holder = {
  profile: 'migrante',
  rut: '199.000.001-4',
  email: 'marie@correo.example',
  mobile: '+56940000009',
  key: 'Quiltro-77',
  serie: '',
  greeting: 'Hola',
};

const visitor = visitorFrom('198.51.100.7');

/**
 * Opens the account of a holder, with the secret question «NOMBRE DE MI MASCOTA: boby» or with none; the card of a person or
 * a representative was shown for it long ago, so that contacts which a card replaces wait.
 */
export async function openAccount(app: TestApp, holder: Holder, asksQuestion: boolean): Promise<void> {
  const question = asksQuestion ? { id: 1, answer: 'boby' } : undefined;
  await registrars[holder.profile](app, holder, question);
  await confirmEmail(app.deps, withKey(await newestLinkTo(app, holder.email), holder.key), visitor);
  await confirmMobileOf(app, holder.profile, readers[holder.profile](holder.rut));
  await app.mailbox();
  if (holder.profile !== 'migrante') await proveLongAgo(app, holder.profile, parseRut(holder.rut));
}

const readers = { natural: parseRun, juridica: parseRut, migrante: parseNie } as const;

type Question = { readonly id: number; readonly answer: string } | undefined;
type Registrar = (app: TestApp, holder: Holder, question: Question) => Promise<unknown>;

const registrars: Readonly<Record<Holder['profile'], Registrar>> = {
  natural: ({ deps }, holder, question) => registerNatural(deps, { ...personal(holder), question }, visitor),
  juridica: ({ deps }, _holder, question) => registerJuridica(deps, { ...companyRegistration(), question }, visitor),
  migrante: ({ deps }, holder, question) =>
    registerMigrante(deps, { ...personal(holder), nie: parseNie(holder.rut), question }, visitor),
};

const personal = ({ email, mobile, key }: Holder) =>
  registration({ email: parseEmail(email), mobile: parseMobile(mobile.slice(4)), key: new Secret(key) });
