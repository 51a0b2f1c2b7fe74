import { camila, fresh, passport, selfOf } from '../cast.ts';
import { addHolder } from '../holder.ts';
import { beginsRecovery, takesFolio, throughDesk, wrongKey } from '../steps.ts';
import type { Kind } from '../walks.ts';

/** Key, card, mailbox and mobile are gone; she has her passport. */
export const allLost: Kind = {
  name: 'todo perdido',
  async go({ app, desk, walk }) {
    await addHolder(app, camila);
    const self = { ...selfOf(app, camila), reads: [] };
    await walk('folio «Mi cédula está vencida», mostrador con pasaporte', async (person) => {
      await wrongKey(person, self);
      await beginsRecovery(person, self);
      await person.presses(/^Validar$/, { serie: 'Z99999999' });
      person.meets('cedula-mismatch');
      const folio = await takesFolio(person, self, 'Mi cédula está vencida');
      const fields = { tipo: 'cedula-vencida', folio, ...passport };
      await throughDesk(person, self, desk, { name: camila.name, fields, contacts: fresh });
    });
    await walk('«Continuar por correo», folio «Ya no puedo abrir mi correo», mostrador', async (person) => {
      self.reads = [];
      await wrongKey(person, self);
      await beginsRecovery(person, self);
      await person.presses(/^Validar$/, { serie: 'Z99999999' });
      await person.presses(/^Continuar por correo$/);
      const folio = await takesFolio(person, self, 'Ya no puedo abrir mi correo');
      const contacts = { mail: 'otra.nueva@correo.example', mobile: '40000334' };
      const fields = { tipo: 'correo-perdido', folio, ...passport };
      await throughDesk(person, self, desk, { name: camila.name, fields, contacts });
    });
  },
};
