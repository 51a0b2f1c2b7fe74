import type { MandateEnd } from '../../../domain/mandate.ts';
import type { WordsFor } from '../../shape/notices.ts';
import { memberEnds, memberRoleNames, memberRoleTexts } from '../member-roles.ts';
import { callFor } from './parts.ts';
import { instant } from './values.ts';

const NOT_ASKED = 'Si la empresa no lo pidió, cambie su clave y';

/** Ends that a user of the company's key asks for. */
const byCompany: ReadonlySet<MandateEnd> = new Set(['revocado', 'cambio']);

const objection = (why: MandateEnd): string =>
  why === 'renuncia'
    ? `Si no fue usted, cambie su clave y ${callFor('Alguien dejó una empresa con mi clave')}`
    : 'Si cree que es un error, hable con la empresa.';

/** Notices of members of a company, who act for it with their own key. */
export const memberWords: WordsFor<'member-invited' | 'member-joined' | 'member-changed' | 'member-ended'> = {
  'member-invited': ({ company, role, until, hours, link }) => ({
    subject: `${company} lo invita a actuar por ella en SENCE`,
    title: 'Lo invitaron a actuar por una empresa',
    paragraphs: [
      `${company} lo invita a su equipo en el portal de desarrolladores de SENCE.`,
      memberRoleTexts[role],
      `Para aceptar, ingrese con su propia Clave Sence. El enlace sirve una sola vez y vence en ${hours} horas.`,
      'Si no conoce a la empresa, no haga nada: si usted no acepta, no cambia nada.',
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
    title: 'Comenzó un acceso a una empresa',
    paragraphs: [
      memberRoleTexts[role],
      to === 'company'
        ? `Puede ponerle fin en Mi cuenta, «Miembros». ${NOT_ASKED} ${callFor('Un miembro de mi empresa')}`
        : `Si no fue usted, ${callFor('Alguien aceptó una invitación con mi clave')}`,
    ],
    details: [...details({ at, company, who, role }), { label: 'Hasta', value: instant(until) }],
    sms: 'SENCE: comenzo un acceso para actuar por una empresa. Si no lo pidio, llame al 800801030.',
  }),
  'member-changed': ({ at, to, company, who, role, until }) => ({
    subject: 'Cambió la fecha de un acceso a una empresa',
    title: 'Cambió la fecha de término',
    paragraphs: [
      'La empresa cambió hasta cuándo dura el acceso.',
      to === 'company' ? `${NOT_ASKED} ${callFor('Un miembro de mi empresa')}` : 'No tiene que hacer nada.',
    ],
    details: [...details({ at, company, who, role }), { label: 'Hasta', value: instant(until) }],
    sms: 'SENCE: cambio hasta cuando dura un acceso a una empresa. Revise su correo.',
  }),
  'member-ended': ({ at, to, company, who, role, why }) => ({
    subject: 'Terminó un acceso a una empresa',
    title: 'Terminó un acceso a una empresa',
    paragraphs: [
      to === 'member' && why === 'renuncia' ? 'Usted dejó de actuar por la empresa.' : memberEnds[why],
      to === 'company'
        ? `Desde ahora esa persona no actúa por su empresa.${byCompany.has(why) ? ` ${NOT_ASKED} ${callFor('Un miembro de mi empresa')}` : ''}`
        : `Desde ahora usted no actúa por ${company}. ${objection(why)}`,
    ],
    details: details({ at, company, who, role }),
    sms: 'SENCE: termino un acceso a una empresa. Revise su correo.',
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
