import { goesToPlatform, typesKey } from '../acts.ts';
import { camila, fresh, selfOf } from '../cast.ts';
import { addHolder } from '../holder.ts';
import { reads } from '../self.ts';
import { beginsRecovery, otherContacts, showsCard, takesFolio, throughDesk, wrongKey } from '../steps.ts';
import type { Kind } from '../walks.ts';

/** The mailbox on file is dead; card and mobile are hers. */
export const deadMailbox: Kind = {
  name: 'correo muerto',
  async go({ app, policy, desk, walk }) {
    await addHolder(app, camila);
    const self = selfOf(app, camila);
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
          const folio = await takesFolio(person, self, 'Ya no puedo abrir mi correo');
          const contacts = { mail: 'primera.nueva@correo.example', mobile: '40000335' };
          await throughDesk(person, self, desk, {
            name: camila.name,
            fields: { tipo: 'correo-perdido', folio, ...card },
            contacts,
          });
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
          const folio = await takesFolio(person, self, 'Ya no puedo abrir mi correo');
          const contacts = { mail: 'primera.nueva@correo.example', mobile: '40000335' };
          await throughDesk(person, self, desk, {
            name: camila.name,
            fields: { tipo: 'correo-perdido', folio, ...card },
            contacts,
          });
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
      const folio = await takesFolio(person, self, 'Ya no puedo abrir mi correo');
      const contacts = { mail: 'otra.nueva@correo.example', mobile: '40000334' };
      await throughDesk(person, self, desk, {
        name: camila.name,
        fields: { tipo: 'correo-perdido', folio, ...card },
        contacts,
      });
    });
  },
};
