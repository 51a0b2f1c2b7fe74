import { parseSerial } from '../../src/domain/cedula.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { Secret } from '../../src/domain/key.ts';
import type { Phone } from '../../src/domain/phone.ts';
import { parseMobile, parsePhone } from '../../src/domain/phone.ts';
import { parseRun, parseRut } from '../../src/domain/rut.ts';
import { confirmEmail } from '../../src/features/registration/use-cases/confirm-email.ts';
import {
  type JuridicaRegistration,
  registerJuridica,
} from '../../src/features/registration/use-cases/register-juridica.ts';
import type { Company, TaxRegistry } from '../../src/ports/tax-registry.ts';
import { Unavailable } from '../../src/ports/unavailable.ts';
import type { TestApp } from './app.ts';
import { confirmMobileOf } from './mobile.ts';
import { visitorFrom, withKey } from './registration.ts';

/** Panadería Los Andes SpA, which Rosa and Pedro represent. */
export const panaderia = { rut: '54.000.001-8', key: 'Quiltro-77' } as const;

/** The account of that company. */
export const ofPanaderia = { profile: 'juridica', identifier: parseRut(panaderia.rut) } as const;

/** Contacts of Panadería Los Andes: its office, and Rosa's own e-mail and mobile. */
export const panaderiaContacts = {
  office: 'contacto@panaderia.example',
  rosas: parseEmail('rosa@panaderia.example'),
  mobile: '+56940000001',
} as const;

/** The registration of Panadería Los Andes by Rosa, with changes. */
export function companyRegistration(
  change: { readonly company?: string; readonly run?: string; readonly serial?: string } = {},
): JuridicaRegistration {
  return {
    company: parseRut(change.company ?? panaderia.rut),
    question: { id: 1, answer: 'boby' },
    representative: {
      run: parseRun(change.run ?? '44.000.001-0'),
      mobile: parseMobile('40000001'),
      ...(change.serial ? { serial: parseSerial(change.serial) } : {}),
    },
    address: { street: 'Avenida Los Copihues', number: '1234', comuna: '13101' },
    email: parseEmail(panaderiaContacts.office),
    phone: parsePhone('223456789') as Phone,
    key: new Secret(panaderia.key),
  };
}

/** Registers a company, opens its account by the link in the mail, and confirms the mobile of the representative. */
export async function openCompany(app: TestApp, change: Parameters<typeof companyRegistration>[0] = {}): Promise<void> {
  await registerJuridica(app.deps, companyRegistration(change), visitorFrom('198.51.100.7'));
  const letter = (await app.mailbox()).find(({ subject }) => subject === 'Confirme su cuenta Clave Sence');
  await confirmEmail(
    app.deps,
    withKey(/\/confirmar\/(\S+)/.exec(letter?.text ?? '')?.[1] ?? '', panaderia.key),
    visitorFrom('198.51.100.7'),
  );
  await confirmMobileOf(app, 'juridica', parseRut(change.company ?? panaderia.rut));
}

/** From now on the SII gives this answer about every company that it knows, or none at all. */
export function changeSii(app: Pick<TestApp, 'deps'>, edit: ((company: Company) => Company) | 'silent'): void {
  const known = app.deps.taxRegistry;
  const taxRegistry: TaxRegistry = {
    simulado: true,
    async findCompany(rut) {
      if (edit === 'silent') throw new Unavailable('tax-registry');
      const company = await known.findCompany(rut);
      return company && edit(company);
    },
  };
  Object.assign(app.deps, { taxRegistry });
}
