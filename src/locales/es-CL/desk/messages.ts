import { entryOf } from '../../../domain/entry-of.ts';
import type { Notice } from '../../../ports/notice.ts';

/** Messages that people ask the desk about; all others are notices of an act. */
const names: Readonly<Partial<Record<Notice['kind'], string>>> = {
  'confirm-email': 'Confirmar el correo',
  'provisional-key': 'Clave provisoria',
  'recovery-link': 'Enlace para recuperar la clave',
  'recovery-code': 'Código para recuperar la clave',
  'case-news': 'Novedades de un caso',
  'recovery-offered': 'Página para recuperar la clave',
  'account-code': 'Código',
  'update-code': 'Código para cambiar un contacto',
  'mailbox-link': 'Enlace para continuar por correo',
  'contact-confirm': 'Confirmar un correo nuevo',
  'new-device-login': 'Aviso de ingreso en un equipo nuevo',
  'key-changed': 'Aviso de clave cambiada',
  'sessions-ended': 'Aviso de sesiones cerradas',
  'account-frozen': 'Aviso de cuenta detenida',
  'right-requested': 'Recibo de una solicitud de derechos',
  'right-answered': 'Respuesta a una solicitud de derechos',
};

/** What a message is, for a member of staff. */
export const messageName = (kind: string): string => entryOf<string>(names as Record<string, string>, kind) ?? 'Aviso';
