import type { WordsFor } from '../../shape/notices.ts';
import { memberEnds, memberRoleNames, memberRoleTexts } from '../member-roles.ts';
import { callFor } from './parts.ts';
import { instant } from './values.ts';

const NOT_ASKED = 'Si la empresa no lo pidió, cambie su clave y';

/** Notices of members of a company, who act for it with their own key. */
export const memberWords: WordsFor<'member-invited' | 'member-joined' | 'member-changed' | 'member-ended'> = {
  'member-invited': ({ company, role, until, hours, link }) => ({
    subject: `${company} lo invita a actuar por ella en SENCE`,
    title: 'Lo invitaron a actuar por una empresa',
    paragraphs: [
      `${company} lo invita a su equipo en el portal de desarrolladores de SENCE.`,
      memberRoleTexts[role],
      `Para aceptar, ingrese con su propia Clave Sence. El enlace sirve una sola vez y vence en ${hours} horas.`,
      'Si no conoce a la empresa, no haga nada: sin usted no cambia nada.',
    ],
    details: [
      { label: 'Empresa', value: company },
      { label: 'Podrá actuar hasta', value: instant(until) },
    ],
    action: { label: 'Ver la invitación', href: link },
    sms: 'SENCE: una empresa lo invita a actuar por ella. Revise su correo.',
  }),
  'member-joined': ({ at, to, company, who, role, until }) => ({
    subject: to === 'company' ? 'Una persona aceptó actuar por su empresa' : `Ya puede actuar por ${company}`,
    title: 'Un acceso a una empresa comenzó',
    paragraphs: [
      memberRoleTexts[role],
      to === 'company'
        ? `Puede ponerle fin en Mi cuenta, «Miembros». ${NOT_ASKED} ${callFor('Un miembro de mi empresa')}`
        : `Si no fue usted, ${callFor('Alguien aceptó una invitación con mi clave')}`,
    ],
    details: [...details({ at, company, who, role }), { label: 'Hasta', value: instant(until) }],
    sms: 'SENCE: acepto actuar por una empresa. Si no fue usted, llame al 800801030.',
  }),
  'member-changed': ({ at, to, company, who, role, until }) => ({
    subject: 'Cambió la fecha de un acceso a una empresa',
    title: 'Cambió la fecha de término',
    paragraphs: [
      'La empresa cambió hasta cuándo dura el acceso.',
      to === 'company' ? `${NOT_ASKED} ${callFor('Un miembro de mi empresa')}` : 'No tiene que hacer nada.',
    ],
    details: [...details({ at, company, who, role }), { label: 'Hasta', value: instant(until) }],
    sms: 'SENCE: una empresa cambio hasta cuando puede actuar por ella. Revise su correo.',
  }),
  'member-ended': ({ at, to, company, who, role, why }) => ({
    subject: 'Terminó un acceso a una empresa',
    title: 'Terminó un acceso a una empresa',
    paragraphs: [
      memberEnds[why],
      to === 'company'
        ? `Desde ahora esa persona no actúa por su empresa. ${NOT_ASKED} ${callFor('Un miembro de mi empresa')}`
        : `Desde ahora usted no actúa por ${company}. Si cree que es un error, hable con la empresa.`,
    ],
    details: details({ at, company, who, role }),
    sms: 'SENCE: termino su acceso a una empresa. Revise su correo.',
  }),
};

type Told = Readonly<{
  at: Parameters<typeof instant>[0];
  company: string;
  who: string;
  role: keyof typeof memberRoleNames;
}>;

const details = ({ at, company, who, role }: Told) => [
  { label: 'Cuándo', value: instant(at) },
  { label: 'Empresa', value: company },
  { label: 'Persona', value: who },
  { label: 'Acceso', value: memberRoleNames[role] },
];
