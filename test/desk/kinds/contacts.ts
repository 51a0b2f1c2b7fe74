import { goesToPlatform, signsIn, typesKey } from '../acts.ts';
import { camila, passport, selfOf } from '../cast.ts';
import { addHolder } from '../holder.ts';
import { reads } from '../self.ts';
import { beginsRecovery, otherContacts, showsCard, takesFolio, throughDesk, wrongKey, yesToAddress } from '../steps.ts';
import type { Kind } from '../walks.ts';

/** No mobile on file: nothing can be sent by SMS. */
export const noMobile: Kind = {
  name: 'sin celular',
  async go({ app, policy, desk, walk }) {
    const { mobile: _, ...without } = camila;
    await addHolder(app, without);
    const self = selfOf(app, without);
    await walk('tras cinco claves equivocadas: esperar', async (person) => {
      for (let tries = 0; tries < 5; tries += 1) await wrongKey(person, self);
      await goesToPlatform(person, self);
      await typesKey(person, self);
      if (policy === 'guia') person.meets('account-paused');
      app.advance(15 * 60_000);
      await signsIn(person, self);
    });
    await walk('cédula, «Sí»', async (person) => {
      await showsCard(person, self, camila.serial);
      await yesToAddress(person, self);
    });
    await walk('folio «Mi cédula está vencida», mostrador con pasaporte', async (person) => {
      await wrongKey(person, self);
      await beginsRecovery(person, self);
      await person.presses(/^Validar$/, { serie: 'Z99999999' });
      person.meets('cedula-mismatch');
      const folio = await takesFolio(person, self, 'Mi cédula está vencida');
      await throughDesk(person, self, desk, {
        name: camila.name,
        fields: { tipo: 'cedula-vencida', folio, ...passport },
      });
    });
  },
};

/** The mobile on file is another one's now; the mailbox is hers. */
export const oneContact: Kind = {
  name: 'un solo contacto',
  async go({ app, policy, desk, walk }) {
    await addHolder(app, camila);
    const self = selfOf(app, camila);
    self.reads = self.reads.slice(0, 1);
    if (policy === 'segura')
      await walk('el código del SMS no llega, y de ahí cédula, «No»', async (person) => {
        self.reads = [camila.email];
        await showsCard(person, self, camila.serial);
        await person.presses(/^Validar$/, { correcto: 'si' });
        await person.presses(/^Recuperar Clave$/);
        await person.opens(await reads(person, self, /(http\S+\/recuperar\/clave\/\S+)/));
        await person.presses(/^Guardar/, {
          codigo: '000000',
          clave: 'Una frase que no quedara',
          clave2: 'Una frase que no quedara',
        });
        person.meets('code-wrong');
        person.asksFor('Recuperar mi clave');
        await showsCard(person, self, camila.serial);
        await otherContacts(person, self, { mail: camila.email, mobile: '40000336' });
      });
    await walk('cédula, «No», el mismo correo y otro celular', async (person) => {
      self.reads = [camila.email];
      await showsCard(person, self, camila.serial);
      await otherContacts(person, self, { mail: camila.email, mobile: '40000333' });
    });
    await walk('folio «Mi cédula está vencida», mostrador con pasaporte y celular nuevo', async (person) => {
      self.reads = [camila.email];
      await wrongKey(person, self);
      await beginsRecovery(person, self);
      await person.presses(/^Validar$/, { serie: 'Z99999999' });
      person.meets('cedula-mismatch');
      const folio = await takesFolio(person, self, 'Mi cédula está vencida');
      const contacts = { mail: 'nueva@correo.example', mobile: '40000334' };
      await throughDesk(person, self, desk, {
        name: camila.name,
        fields: { tipo: 'cedula-vencida', folio, ...passport },
        contacts,
      });
    });
  },
};
