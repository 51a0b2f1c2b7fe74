import { entryOf } from '../../domain/entry-of.ts';
import type { RightKind } from '../../domain/rights.ts';
import type { AuditRow } from '../../ports/audit.ts';
import type { ActTexts } from '../shape/acts.ts';
import { caseKindTexts } from './cases/kinds.ts';
import { caseActor, caseStepText, readWhy } from './cases/steps.ts';
import { deskActs } from './desk/acts.ts';
import { pendingChanges } from './pending-changes.ts';
import { rightNames } from './rights/names.ts';

const small = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const rightOf = (kind: unknown): string => rightNames[kind as RightKind] ?? 'Sus datos';
const request = ({ kind }: AuditRow['details']): string =>
  small(entryOf<string>(pendingChanges.kinds, String(kind)) ?? pendingChanges.unknown);

const factorName = (factor: unknown): string =>
  factor === 'passkey' ? 'una clave de acceso (passkey)' : 'una aplicación de códigos';

const aboutCase = (kind: unknown): string => entryOf(caseKindTexts, String(kind))?.about ?? 'su cuenta';

const contactOf = ({ contact }: AuditRow['details']): string => (contact === 'mobile' ? 'celular' : 'correo');

/** The desk, with the office whose agent acted. */
const desk = ({ office }: AuditRow['details']): string => `La mesa de ayuda (${String(office)})`;

/** What was sent for a sign-in, where it is not the code that precedes the key. */
const loginMails: Readonly<Record<string, string>> = {
  link: 'Pidieron un enlace para ingresar',
  'factor-loss': 'Escribieron su clave y dijeron que perdieron el segundo factor: pedimos un código de su correo',
  'new-device': 'Escribieron su clave en un equipo nuevo: pedimos un código de su correo',
};

/** The text of each act for the account holder. */
export const acts: ActTexts = {
  'registration.begun': () => 'Registró la cuenta',
  'registration.confirmed': () => 'Confirmó su correo y la cuenta quedó activa',
  'registration.refused': () => 'Quisieron registrar de nuevo su RUT',
  'login.succeeded': ({ known, by }, client) =>
    `${known === false ? `Ingreso a ${client} desde un equipo nuevo` : `Ingresó a ${client}`}${by === 'passkey' ? ', con una clave de acceso (passkey)' : ''}`,
  'login.refused': ({ code }) =>
    code === 'legacy-key' ? 'Intento con la clave del sistema antiguo' : 'Intento con clave incorrecta',
  logout: ({ only }, client) => (only === true ? `Cerró su sesión solo en ${client}` : 'Cerró su sesión'),
  'cedula.checked': (details) =>
    details.by === 'staff'
      ? `${caseActor(details)} comparó una cédula con el Registro Civil`
      : 'Comparamos una cédula con el Registro Civil',
  'document.compared': (details) => `${caseActor(details)} comparó un documento con el registro`,
  'identity.proved': () => 'Comprobó su identidad con la cédula',
  'identity.reviewed': () => 'Dos personas de la mesa revisaron la copia de su documento',
  'identity.contested': ({ kind }) =>
    kind === 'nie'
      ? 'Alguien dijo que otra persona usa este NIE; nadie lo comprobó y su cuenta sigue igual'
      : 'Otra persona comprobó ser titular del RUT',
  'recovery.begun': () => 'Comenzaron a recuperar la clave',
  'recovery.answered': ({ right }) =>
    right === true ? 'Respondieron la pregunta secreta' : 'Respondieron mal la pregunta secreta',
  'login.mailed': ({ by }) => loginMails[String(by)] ?? 'Pidieron un código para ingresar',
  'login.contact-read': () => 'Comprobó su correo o celular para poder ingresar',
  'recovery.mailed': () => 'Pidieron continuar por correo',
  'mailbox.opened': () => 'Abrieron el enlace del correo para continuar',
  'recovery.sent': () => 'Enviamos lo necesario para crear una clave nueva',
  'key.changed': () => 'Cambió la clave',
  'account.frozen': () => 'La cuenta fue detenida',
  'account.thawed': () => 'La cuenta volvió a funcionar',
  'contacts.confirmed': () => 'Confirmaron el correo nuevo',
  'email.kept': () => 'Confirmó que sigue usando su correo',
  'contacts.approved': () => 'Aprobaron el cambio desde el contacto anterior',
  'contacts.disputed': () => 'Desde el contacto anterior desconocieron el cambio',
  'contacts.reverted': () => 'Volvieron los contactos anteriores',
  'update.begun': () => 'Comenzaron a actualizar los datos',
  'update.answered': ({ right }) =>
    right === true ? 'Respondieron la pregunta secreta' : 'Respondieron mal la pregunta secreta',
  'data.updated': () => 'Actualizó sus datos',
  'question.changed': () => 'Cambió la pregunta secreta',
  'hold.begun': (details) => `Solicitud en espera: ${request(details)}`,
  'hold.done': (details) => `Solicitud hecha: ${request(details)}`,
  'hold.delayed': (details) => `Solicitud aplazada 72 horas: ${request(details)}`,
  'hold.withdrawn': (details) => `Solicitud detenida: ${request(details)}`,
  'hold.contested': (details) => `Solicitud que se revisa en persona: ${request(details)}`,
  'hold.refused': (details) => `Solicitud que no se pudo hacer: ${request(details)}`,
  'representation.begun': () => 'Un representante actuó por primera vez',
  'representation.changed': () => 'Cambiaron los representantes en el SII: cerramos las sesiones',
  'representation.dropped': () => 'Borramos los contactos de un representante que ya no está en el SII',
  'mandate.ended': () => 'Terminó la invitación de una empresa a un facilitador extranjero',
  'mandate.renewed': () => 'Una empresa renovó la invitación a un facilitador extranjero',
  'mandate.begun': () => 'Un facilitador extranjero aceptó la invitación de una empresa',
  'invitation.sent': () => 'Enviamos la invitación a un facilitador extranjero',
  'invitation.stopped': () => 'No enviamos la invitación a un facilitador extranjero',
  'invitation.returned': () => 'Un facilitador extranjero avisó que sus datos están mal',
  'invitation.withdrawn': () => 'La empresa retiró la invitación a un facilitador extranjero',
  'member.invited': () => 'La organización invitó a una persona a actuar por ella',
  'member.withdrawn': () => 'La organización retiró una invitación a actuar por ella',
  'member.begun': () => 'Una persona aceptó actuar por una organización',
  'member.changed': () => 'Cambió la fecha de término del acceso de una persona a una organización',
  'member.ended': () => 'Terminó el acceso de una persona a una organización',
  'legacy.imported': () => 'Recibimos la cuenta del sistema antiguo',
  'token.replayed': (_, client) => `Anulamos el acceso de ${client}: alguien lo usó dos veces`,
  'consent.given': (_, client) => `Permitió a ${client} conocer sus datos`,
  'consent.refused': (_, client) => `No permitió a ${client} conocer sus datos`,
  'factor.added': ({ factor }) => `Agregó ${factorName(factor)} como segundo factor`,
  'factor.renamed': ({ factor }) => `Cambió el nombre de ${factorName(factor)}`,
  'factor.removed': ({ factor, by }) =>
    by === 'loss' ? `Quitamos ${factorName(factor)} que se perdió` : `Quitó ${factorName(factor)}`,
  'factor.refused': ({ factor }) =>
    factor === 'passkey'
      ? 'No se comprobó una clave de acceso (passkey)'
      : 'Escribieron mal el código del segundo factor',
  'factor-loss.at-desk': () => 'Dijeron que perdieron el segundo factor: se revisa en persona',
  'recovery-codes.made': () => 'Hizo códigos de respaldo nuevos',
  'recovery-code.used': () => 'Usó un código de respaldo',
  'device.remembered': () => 'Recordó un equipo por 30 días: al ingresar en él no se pide el segundo factor',
  'device.forgotten': ({ count }) =>
    count === 1
      ? 'Quitó un equipo en que no se pedía el segundo factor'
      : `Quitó ${String(count)} equipos en que no se pedía el segundo factor`,
  'backup-sheet.made': () => 'Hizo una hoja de respaldo',
  'backup-sheet.removed': ({ by }) =>
    by === 'account' ? 'Quitó la hoja de respaldo' : 'La hoja de respaldo dejó de servir',
  'backup-code.used': () => 'Recuperó la clave con la cédula y un código de la hoja de respaldo',
  'backup-code.refused': () => 'Mostraron la cédula y escribieron un código que no es de la hoja de respaldo',
  'session.ended': ({ count }) => (count === 1 ? 'Cerró una sesión' : `Cerró las demás sesiones (${count})`),
  'platform.disconnected': (_, client) => `Desconectó ${client}`,
  'account.closed': () => 'La cuenta fue cerrada',
  'export.requested': () => 'Pidió una copia de sus datos',
  'export.made': () => 'La copia de sus datos quedó lista',
  'portal.moved': () => 'Cambió el estado de una plataforma',
  'portal.revision-moved': ({ to }) =>
    to === 'aprobada' ? 'Aprobó el cambio de una plataforma' : 'Devolvió el cambio de una plataforma',
  'portal.created': () => 'Registró una plataforma en Desarrolladores',
  'portal.edited': () => 'Cambió los datos de una plataforma en Desarrolladores',
  'portal.submitted': () => 'Envió una plataforma a revisión',
  'portal.withdrawn': () => 'Retiró una plataforma de la revisión',
  'portal.removed': () => 'Borró el borrador de una plataforma',
  'portal.revision-edited': () => 'Preparó un cambio de una plataforma ya revisada',
  'portal.revision-submitted': () => 'Envió a revisión el cambio de una plataforma',
  'portal.revision-withdrawn': () => 'Retiró de la revisión el cambio de una plataforma',
  'portal.revision-discarded': () => 'Descartó el cambio de una plataforma',
  'portal.contacts-changed': () => 'Cambió los contactos de una plataforma',
  'portal.secret-made': () => 'Creó un secreto para una plataforma',
  'portal.secret-ended': () => 'Terminó un secreto de una plataforma',
  'machine.created': () => 'Creó una máquina de la organización',
  'machine.removed': () => 'Terminó una máquina de la organización',
  'machine.scopes-changed': ({ added, taken }) => {
    const parts = [added ? `agregó ${added}` : '', taken ? `quitó ${taken}` : ''].filter((one) => one !== '');
    return `Cambió los permisos de una máquina: ${parts.join('; ')}`;
  },
  'machine.credential-made': () => 'Creó una credencial de una máquina',
  'machine.credential-ended': () => 'Terminó una credencial de una máquina',
  'facilitador.requested': () => 'Pidió la clave de un facilitador extranjero',
  'file.received': () => 'Recibimos un archivo que envió',
  'file.rejected': ({ reason }) =>
    `Rechazamos un archivo que envió${reason === 'virus' ? ': la revisión encontró un virus' : ''}`,
  'export.fetched': () => 'Descargó la copia de sus datos',
  'right.requested': ({ kind }) => `Ejerció un derecho: ${small(rightOf(kind))}`,
  'right.read': ({ kind }) => `Una persona de SENCE leyó su solicitud: ${small(rightOf(kind))}`,
  'right.reviewed': ({ kind }) => `Comenzamos a revisar su solicitud: ${small(rightOf(kind))}`,
  'right.extended': ({ kind }) => `Ampliamos el plazo para responder: ${small(rightOf(kind))}`,
  'right.answered': ({ kind }) => `Respondimos su solicitud: ${small(rightOf(kind))}`,
  'right.lifted': (details) =>
    details.by === 'staff'
      ? `${caseActor(details)} terminó el bloqueo de sus datos`
      : 'Terminó el bloqueo de sus datos',
  'case.asked': ({ kind }) => `Alguien pidió atención en persona por ${aboutCase(kind)}; nadie lo comprobó`,
  'case.read': (details) =>
    `${caseActor(details)} leyó una solicitud sobre ${aboutCase(details.kind)}${readWhy(details)}`,
  'file.shown': (details) => `${caseActor(details)} vio la página ${details.page} del archivo que usted envió`,
  ...deskActs,
  'call.asked': (details) =>
    `${desk(details)} envió un enlace a su ${contactOf(details)}: alguien llamaba por su cuenta`,
  'call.confirmed': (details) =>
    `Desde su ${contactOf(details)} dijeron que usted llamaba. Atendió ${small(desk(details))}`,
  'call.denied': (details) =>
    `Desde su ${contactOf(details)} dijeron que usted no llamaba. Atendió ${small(desk(details))}`,
  'desk.complained': () => 'Reclamó por una visita de la mesa de ayuda',
  'desk.alarm': () => 'Avisamos a auditoría de una consulta de la mesa de ayuda',
  'desk.alarm-seen': () => 'Auditoría revisó una consulta de la mesa de ayuda',
  'desk.exported': () => 'Auditoría sacó una lista de actos de la mesa de ayuda',
  'case.exported': (details) =>
    `${caseActor(details)} descargó el expediente de una solicitud sobre ${aboutCase(details.kind)}${readWhy(details)}`,
  'case.closed': ({ kind }) => `Una persona de SENCE cerró una solicitud sobre ${aboutCase(kind)}`,
  'account.protected': () => 'Dos personas de SENCE protegieron la cuenta en una oficina',
  'case.expired': ({ kind }) => `Terminó sin decisión una solicitud sobre ${aboutCase(kind)}: la persona no vino`,
  'case.changed': (details) => caseStepText(details, aboutCase(details.kind)),
  'change.announced': () => 'Avisamos un cambio a las plataformas',
  'staff.invited': () => 'SENCE invitó a una persona a la mesa de ayuda',
  'staff.link-made': () => 'SENCE hizo un enlace de inscripción para la mesa de ayuda',
  'staff.suspended': () => 'SENCE suspendió a una persona de la mesa de ayuda',
  'staff.restored': () => 'SENCE devolvió el acceso a una persona de la mesa de ayuda',
  'staff.roles-set': () => 'SENCE cambió los roles de una persona de la mesa de ayuda',
  'staff.accepted': () => 'SENCE aceptó a una persona en la mesa de ayuda',
  'staff.acceptance-ended': () => 'SENCE retiró la aceptación de una persona de la mesa de ayuda',
  'staff.link-used': () => 'Una persona de SENCE usó un enlace de inscripción',
  'staff.enrolled': () => 'Una persona de SENCE inscribió una clave de acceso para la mesa de ayuda',
  'staff.bound': () => 'Una persona de SENCE vinculó su cuenta de la institución con la mesa de ayuda',
  'staff.entered': () => 'Una persona de SENCE ingresó a la mesa de ayuda',
  'staff.refused': () => 'Rechazamos un ingreso a la mesa de ayuda',
  'staff.left': () => 'Una persona de SENCE salió de la mesa de ayuda',
  'keys.published': () => 'Publicamos una nueva llave de firma',
  'keys.emptied': () => 'Borramos la parte privada de una llave de firma',
  'keys.ended': () => 'Terminó una llave de firma',
  'keys.compromised': () => 'Anulamos una llave de firma',
  'row.written': () => 'Guardamos datos de la mesa de ayuda',
  'account.written': () => 'Guardamos datos de su cuenta',
  'rows.signed': () => 'Firmamos los datos guardados',
  'row.repaired': () => 'Dos personas de SENCE repararon datos guardados de su cuenta',
  'trail.bound': () => 'Cada acto de la bitácora lleva una firma desde aquí',
  'trail.accepted': () => 'Dos personas de SENCE aceptaron una falla de la bitácora',
};
