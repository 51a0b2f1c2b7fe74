import type { MandateEnd } from '../../domain/mandate.ts';
import type { MemberRole } from '../../domain/member-role.ts';

/** What each role of a member may do, in a word and in a sentence. */
export const memberRoleNames: Readonly<Record<MemberRole, string>> = {
  administra: 'Administra',
  desarrolla: 'Desarrolla',
  mira: 'Mira',
};

export const memberRoleTexts: Readonly<Record<MemberRole, string>> = {
  administra: 'Decide por la empresa en el portal de desarrolladores. Necesita un segundo factor.',
  desarrolla: 'Registra y prueba plataformas de la empresa.',
  mira: 'Ve lo que la empresa tiene en el portal, y no cambia nada.',
};

/** Why the access of a person to a company ended, as both read it. */
export const memberEnds: Readonly<Record<MandateEnd, string>> = {
  revocado: 'La empresa puso fin al acceso.',
  'empresa-cerrada': 'La cuenta de la empresa terminó.',
  'sin-representante': 'El SII no nombra a ningún representante legal vigente de la empresa.',
  vencido: 'Llegó la fecha de término del acceso.',
  'cuenta-cerrada': 'La persona cerró su cuenta.',
  renuncia: 'La persona dejó de actuar por la empresa.',
  'sin-delegante': 'Quien dio el acceso ya no representa a la empresa según el SII.',
  cambio: 'Otro acceso lo reemplazó.',
};
