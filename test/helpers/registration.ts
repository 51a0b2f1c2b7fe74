import { parseSerial } from '../../src/domain/cedula.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { Secret } from '../../src/domain/key.ts';
import { parseRun } from '../../src/domain/rut.ts';
import type { NaturalRegistration } from '../../src/features/registration/use-cases/register-natural.ts';
import type { Visitor } from '../../src/ports/audit.ts';

/** A visitor from a network of the documentation range; another network for each name. */
export const visitorFrom = (network: string): Visitor => ({
  network,
  device: 'Chrome en Linux',
  reference: 'CS-PRUE-BA22',
});

/** Camila's registration, with changes. */
export function registration({
  serial,
  ...change
}:
  | (Partial<NaturalRegistration> & { readonly serial?: never })
  | ({ readonly serial: string } & Partial<Omit<NaturalRegistration, 'serial'>>) = {}): NaturalRegistration {
  return {
    run: parseRun('44.000.003-7'),
    question: { id: 1, answer: 'boby' },
    address: { street: 'Los Aromos', number: '12', comuna: '13101' },
    email: parseEmail('camila@correo.example'),
    key: new Secret('Quiltro-77'),
    ...change,
    ...(serial ? { serial: parseSerial(serial) } : {}),
  };
}

/** What the registrant gives at the page of the mail, in an unknown browser: the link, and the key. */
export const withKey = (token: string, key = 'Quiltro-77') => ({ token, key: new Secret(key) });

/** Fields of the page Registrar Persona Natural, filled in by Camila. */
export const formFields = {
  rut: '44.000.003-7',
  pregunta: '1',
  respuesta: 'Boby',
  calle: 'Los Aromos',
  numero: '12',
  comuna: '13101',
  email: 'camila@correo.example',
  celular: '12345678',
  clave: 'Quiltro-77',
  clave2: 'Quiltro-77',
  captcha: 'CLAVE',
  accion: 'continuar',
} as const;
