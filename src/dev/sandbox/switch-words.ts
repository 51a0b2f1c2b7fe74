import type { PersonSwitch } from '../../ports/sandbox-people.ts';
import type { SwitchOutcome } from './switch-person.ts';

/** A switch on its button, as a state of the person, and what a developer sees by it. */
export interface SwitchWords {
  readonly button: string;
  readonly state: string;
  readonly shows: string;
}

/** The words of each switch. */
export const switchWords: Readonly<Record<PersonSwitch, SwitchWords>> = {
  pausada: {
    button: 'Poner en pausa',
    state: 'en pausa',
    shows: 'Como tras cinco claves erradas: su clave no se acepta, y al volver usted recibe pausa.',
  },
  detenida: {
    button: 'Detener la cuenta',
    state: 'detenida',
    shows: 'Sus sesiones terminan, y su plataforma recibe el cierre de sesión y el evento account-disabled.',
  },
  declarada: {
    button: 'Bajar la identidad',
    state: 'con identidad solo declarada',
    shows: 'Pida identidad comprobada: usted recibe identidad-insuficiente si no muestra la cédula.',
  },
  'correo-tarde': {
    button: 'Atrasar su correo',
    state: 'con el correo atrasado',
    shows: 'Cada correo de su cuenta sale cinco minutos después: así se ve un código que no llega.',
  },
};

/** What the page says after a switch was asked for; nothing where the page itself shows it. */
export const outcomeWords: Readonly<Record<SwitchOutcome, string | undefined>> = {
  cambiada: undefined,
  ocupada: 'Alguien ya la cambió. Espere a que termine: la hora está en esta página.',
  demasiados: 'Desde su red se pidieron demasiados cambios. Espere 15 minutos.',
  'no-cambia': 'Esa persona no se puede cambiar. Elija un cambio de esta página.',
};
