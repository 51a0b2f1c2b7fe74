import { goesToPlatform, typesKey } from '../acts.ts';
import { camila, fresh, selfOf } from '../cast.ts';
import { addHolder } from '../holder.ts';
import type { Person } from '../person.ts';
import { reads } from '../self.ts';
import { beginsRecovery, otherContacts, showsCard, takesFolio, throughDesk, wrongKey } from '../steps.ts';
import type { Kind } from '../walks.ts';

/** The mailbox on file is dead; card and mobile are hers. */
export const deadMailbox: Kind = {
  name: 'correo muerto',
  async go({ app, policy, desk, walk }) {
    await addHolder(app, camila);
    const self = selfOf(app, camila);
    /** The folio of a lost mailbox, the card at a counter, and other contacts. */
    const lostMailbox = async (person: Person, contacts: { readonly mail: string; readonly mobile: string }) => {
      const folio = await takesFolio(person, self, 'Ya no puedo abrir mi correo');
      const fields = { tipo: 'correo-perdido', folio, ...card };
      await throughDesk(person, self, desk, { name: camila.name, fields, contacts });
    };
    self.reads = self.reads.slice(1);
    const card = { documento: 'cedula', documento_numero: camila.serial };
    if (policy === 'segura')
      await walk(
        'el código de un equipo nuevo, folio «Ya no puedo abrir mi correo», mostrador con cédula',
        async (person) => {
          await goesToPlatform(person, self);
          await typesKey(person, self);
          await app.mailbox();
          await person.opens(person.page.url);
          await person.presses(/^Continuar$/, { codigo: '000000' });
          person.meets('code-wrong');
          await lostMailbox(person, { mail: 'primera.nueva@correo.example', mobile: '40000335' });
        },
      );
    else
      await walk(
        'clave provisoria por SMS que pide un código del correo, folio, mostrador con cédula',
        async (person) => {
          await showsCard(person, self, camila.serial);
          await person.presses(/^Validar$/, { correcto: 'si' });
          await person.presses(/^Recuperar Clave$/);
          await goesToPlatform(person, self);
          await typesKey(person, self, await reads(person, self, /clave Sence es:?\s+([2-9A-HJ-NP-Z]{8})\b/));
          await person.presses(/^Cambiar Clave$/, { clave: 'Copihue-89', clave2: 'Copihue-89' });
          person.meets('code-missing');
          await lostMailbox(person, { mail: 'primera.nueva@correo.example', mobile: '40000335' });
        },
      );
    await walk('cédula, «No», contactos nuevos', async (person) => {
      await showsCard(person, self, camila.serial);
      await otherContacts(person, self, fresh);
    });
    await walk('folio «Ya no puedo abrir mi correo», mostrador con cédula', async (person) => {
      self.reads = [];
      await wrongKey(person, self);
      await beginsRecovery(person, self);
      await person.presses(/^Validar$/, { serie: 'Z99999999' });
      await person.presses(/^Continuar por correo$/);
      await lostMailbox(person, { mail: 'otra.nueva@correo.example', mobile: '40000334' });
    });
  },
};
