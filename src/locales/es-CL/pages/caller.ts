import type { CallerPages } from '../../shape/pages/caller.ts';

/** The check of who telephones the desk: pages of the person, of the agent and of reviewers. */
export const caller: CallerPages = {
  titles: {
    ask: '¿Llama usted ahora?',
    yes: 'Dijo que llama usted',
    no: 'Dijo que no llamó',
    other: 'El número no era ese',
    over: 'Este enlace venció o ya se usó',
    desk: 'Comprobar a quien llama – Mesa de ayuda',
    denied: 'Llamadas que no reconocieron – Mesa de ayuda',
  },
};
