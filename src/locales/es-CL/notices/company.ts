import type { CompanyTexts, MessageCompany } from '../../shape/notices.ts';
import { actor } from './values.ts';

const ONE_SMS = 160;

const listed = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(', ');

/** A mail about the account of a company names it in the subject, below the title and, if there is room, in the SMS. */
export const companyTexts: CompanyTexts = {
  subject: (subject, { name, rut }: MessageCompany) => `${subject} – ${listed(name, rut && `RUT ${rut}`)}`,
  about: ({ name, rut }: MessageCompany) => listed(name, rut && `RUT Empresa ${rut}`),
  representative: (one) => ({ label: 'Representante', value: actor(one) }),
  sms: withRut,
};

/** The RUT replaces «de su empresa». The SMS with the key, whose text is the guide's, stays unchanged. */
function withRut(sms: string, rut: string): string {
  const named = sms.replace(' de su empresa', '').replace(/^SENCE: /, `SENCE, RUT ${rut}: `);
  return named.length <= ONE_SMS ? named : sms;
}
