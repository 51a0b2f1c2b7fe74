import { parseMobile } from '../../src/domain/phone.ts';
import type { TestApp } from '../helpers/app.ts';
import { type Held, keyUnder } from './holder.ts';
import type { Self } from './self.ts';

/** Camila, whose card the Registro Civil knows. */
export const camila = {
  number: '44.000.003-7',
  serial: 'B51A23456',
  email: 'camila@correo.example',
  mobile: '40000003',
  name: { given: 'Camila Andrea', paternal: 'Pérez', maternal: 'Vidal' },
} as const;

/** Juan, whose card is over. */
export const juan = {
  number: '44.000.004-5',
  serial: 'A012345678',
  email: 'juan@correo.example',
  mobile: '40000004',
  name: { given: 'Juan Carlos', paternal: 'Araya', maternal: 'Pinto' },
} as const;

/** Jorge, who has a NIE and a passport. */
export const jorge = {
  number: '199.000.002-2',
  email: 'jorge@correo.example',
  mobile: '40000009',
  name: { given: 'Jorge Andrés', paternal: 'Del Río', maternal: 'González' },
} as const;

/** Contacts that a person gives instead of lost ones. */
export const fresh = { mail: 'nueva@correo.example', mobile: '40000333' } as const;

/** A holder who reads both contacts and knows the key. */
export const selfOf = (app: TestApp, { profile = 'natural', number, email, mobile }: Held): Self => ({
  profile,
  number,
  reads: [email, ...(mobile ? [parseMobile(mobile)] : [])],
  key: keyUnder(app),
});

/** A passport, as a counter types it. */
export const passport = { documento: 'pasaporte', documento_numero: 'PA-778899' } as const;

/** Ana, whose card the Registro Civil knows too. */
export const ana = {
  number: '44.000.105-K',
  serial: '556789012',
  email: 'ana@correo.example',
  mobile: '40000105',
  name: { given: 'Ana Isabel', paternal: "O'Higgins", maternal: 'Le Bert' },
} as const;

/** The same Jorge, who has a RUN and a card now. */
export const jorgesRun = {
  ...jorge,
  number: '44.000.113-0',
  serial: '567890123',
  email: 'jorge.run@correo.example',
  mobile: '40000113',
} as const;

/** Someone whose card can be shown. */
export type Cast = typeof camila | typeof ana | typeof jorgesRun;
