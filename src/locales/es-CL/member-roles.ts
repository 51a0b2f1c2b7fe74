import type { MandateEnd } from '../../domain/mandate.ts';
import type { MemberRole } from '../../domain/member-role.ts';

/** What each role of a member may do, in a word and in a sentence. */
export const memberRoleNames: Readonly<Record<MemberRole, string>> = {
  administra: 'Administra',
  desarrolla: 'Desarrolla',
  mira: 'Mira',
};

export const memberRoleTexts: Readonly<Record<MemberRole, string>> = {
  administra: 'Decide por la organización en el portal de desarrolladores. Necesita un segundo factor.',
  desarrolla: 'Registra y prueba plataformas de la organización.',
  mira: 'Ve lo que la organización tiene en el portal, y no cambia nada.',
};

/** Why the access of a person to an organisation ended, as both read it. */
export const memberEnds: Readonly<Record<MandateEnd, string>> = {
  revocado: 'La organización puso fin al acceso.',
  'empresa-cerrada': 'La cuenta de la empresa terminó.',
  'sin-representante': 'El SII no nombra a ningún representante legal vigente de la empresa.',
  vencido: 'Llegó la fecha de término del acceso.',
  'cuenta-cerrada': 'La persona cerró su cuenta.',
  renuncia: 'La persona dejó de actuar por la organización.',
  'sin-delegante': 'Quien dio el acceso ya no representa a la organización.',
  cambio: 'Otro acceso lo reemplazó.',
  retirado: 'La mesa de ayuda de SENCE retiró el acceso.',
};
