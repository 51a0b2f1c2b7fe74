import type { DeskTexts } from '../../shape/desk.ts';
import { caseStateNames } from '../cases/states.ts';
import { deskActionTexts } from './actions.ts';
import { messageName } from './messages.ts';

const TITLE = 'Mesa de ayuda';

/** Search, sheet and actions of the desk. */
export const deskTexts: DeskTexts = {
  titles: {
    search: `Buscar – ${TITLE}`,
    found: `Resultado – ${TITLE}`,
    open: `Abrir ficha – ${TITLE}`,
    sheet: `Ficha – ${TITLE}`,
    emergency: `Abrir por una emergencia – ${TITLE}`,
  },
  searchedBy: { number: 'RUT o NIE', mail: 'correo', folio: 'folio o código de atención' },
  profiles: {
    natural: 'Persona Natural',
    juridica: 'Persona Jurídica',
    migrante: 'Migrante',
    facilitador: 'Facilitador Extranjero',
  },
  states: {
    pendiente_correo: 'Sin confirmar el correo',
    activa: 'Activa',
    bloqueada_temporal: 'En pausa',
    congelada: 'Detenida por seguridad',
    suspendida: 'Datos bloqueados a pedido de la persona',
    cerrada: 'Cerrada',
  },
  identity: {
    declarada: 'Declarada: nadie vio un documento',
    revisada: 'Revisada: dos personas vieron copias del documento',
    documento: 'Comprobada con documento',
  },
  reasons: {
    llamada: 'La persona llama por teléfono',
    oficina: 'La persona está en una oficina',
    caso: 'Reviso una solicitud o un caso',
    seguridad: 'Reviso la seguridad de la cuenta',
  },
  deliveries: {
    queued: 'En camino',
    sent: 'Enviado',
    delayed: 'Atrasado',
    failed: 'No se pudo entregar',
    refused: 'La dirección lo rechazó',
    withheld: 'No se envió: llegó al tope de mensajes',
  },
  caseStates: caseStateNames,
  channels: { mail: 'Correo', sms: 'SMS' },
  actions: deskActionTexts,
  message: messageName,
  rows: {
    state: 'Atención',
    identity: 'Identidad',
    email: 'Correo',
    mobile: 'Celular',
    invitedBy: 'Lo invitó',
    created: 'Cuenta creada',
    keyChanged: 'Clave cambiada',
    keyPause: 'La pausa por claves incorrectas termina',
    cardPause: 'La pausa por la cédula termina',
  },
  confirmed: (contact, day) => `${contact}, confirmado el ${day}`,
  unconfirmed: (contact) => `${contact}, sin confirmar`,
  noMobile: 'Sin celular',
  invited: (company, until) => `${company}, hasta el ${until}`,
  notInvited: 'Ninguna empresa lo tiene hoy como facilitador: no puede ingresar.',
  contested: 'Otra persona mostró la cédula de este número: falta decidir de quién es.',
  stolen: 'Detenida por robo: solo la abre una cédula nueva o la revisión en persona.',
  provedOn: (identity, day) => `${identity}, el ${day}`,
};
