import type { Account } from '../../domain/account.ts';
import type { Email } from '../../domain/email.ts';
import type { Phone } from '../../domain/phone.ts';
import type { Rut } from '../../domain/rut.ts';
import { frameOf, type Tab } from '../../http/signed-in/frame.ts';
import type { Actor } from '../../ports/companies.ts';
import { texts } from './texts.ts';

/** The time at which the gallery is shown. */
export const now = new Date('2026-11-21T16:02:00-03:00');

const rosaName = { given: 'Rosa Elena', paternal: 'Soto', maternal: 'Díaz' };

/** Rosa, whose card was checked. */
export const rosa: Account = {
  id: 'rosa',
  subject: 'rosa',
  profile: 'natural',
  kind: 'RUN',
  identifier: '44000001-0' as Rut,
  state: 'activa',
  identidad: 'documento',
  keyHash: '',
  keyNeedsCard: false,
  simulado: true,
  keyChangedAt: new Date('2026-11-18T09:10:00-03:00'),
  createdAt: new Date('2026-08-02T11:31:00-04:00'),
  confirmed: { email: new Date('2026-08-02T11:40:00-04:00'), mobile: new Date('2026-08-02T11:42:00-04:00') },
  identityProvedAt: new Date('2026-08-02T11:31:00-04:00'),
  question: { id: 2, answerHash: '' },
  personal: {
    name: rosaName,
    email: 'rosa@correo.example' as Email,
    mobile: '+56940000001' as Phone,
    address: { street: 'Avenida Los Copihues', number: '1234', flat: '56', comuna: '13101' },
  },
};

/** Panadería Los Andes, for which Rosa acts. */
export const panaderia: Account = {
  ...rosa,
  profile: 'juridica',
  kind: 'RUT',
  identifier: '54000001-8' as Rut,
  identidad: 'declarada',
  personal: {
    company: {
      razonSocial: 'Sociedad Panificadora y Distribuidora de Alimentos Los Andes del Sur Limitada',
      representative: { run: '44000001-0' as Rut, name: rosaName, mobile: '+56940000001' as Phone },
    },
    email: 'contacto@panaderia.example' as Email,
    workPhone: '+56223456789' as Phone,
    address: { street: 'Avenida Los Copihues', number: '1234', comuna: '13101' },
  },
};

export const rosaActs: Actor = { subject: 'rosa', run: '44000001-0' as Rut, name: rosaName, identidad: 'declarada' };

/** The frame around a page, for a person or for a company. */
export const frame = (tab: Tab) => frameOf(texts, { account: rosa, actor: undefined }, now, tab);
export const companyFrame = (tab: Tab) => frameOf(texts, { account: panaderia, actor: rosaActs }, now, tab);

export const csrfToken = 'ficha-de-ejemplo';
