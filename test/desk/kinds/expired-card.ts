import { usesWhatCame } from '../acts.ts';
import { juan, passport, selfOf } from '../cast.ts';
import { addHolder } from '../holder.ts';
import type { Person } from '../person.ts';
import { beginsRecovery, continuesByMail, takesFolio, throughDesk, wrongKey } from '../steps.ts';
import type { Kind } from '../walks.ts';

/** The card is over; mailbox and mobile are his. */
export const expiredCard: Kind = {
  name: 'cédula vencida',
  async go({ app, policy, desk, walk }) {
    await addHolder(app, { ...juan, answer: 'boby' });
    const self = selfOf(app, juan);
    const begins = async (person: Person) => {
      await wrongKey(person, self);
      await beginsRecovery(person, self);
    };
    const showsIt = async (person: Person) => {
      if (person.has(/^Validar$/, 'olvido')) await person.presses(/^Validar$/, { olvido: '1' });
      await person.presses(/^Validar$/, { serie: juan.serial });
      person.meets('cedula-mismatch');
    };
    if (policy === 'guia')
      await walk('la respuesta correcta', async (person) => {
        await begins(person);
        await person.presses(/^Validar$/, { respuesta: 'Pelusa' });
        person.meets('answer-wrong');
        await person.presses(/^Validar$/, { respuesta: 'Boby' });
        await person.presses(/^Recuperar Clave$/);
        await usesWhatCame(person, self);
      });
    await walk('folio «Mi cédula está vencida», mostrador con pasaporte', async (person) => {
      await begins(person);
      await showsIt(person);
      const folio = await takesFolio(person, self, 'Mi cédula está vencida');
      await throughDesk(person, self, desk, {
        name: juan.name,
        fields: { tipo: 'cedula-vencida', folio, ...passport },
      });
    });
    await walk('«Continuar por correo», y de ahí al folio', async (person) => {
      await begins(person);
      await showsIt(person);
      await continuesByMail(person, self);
      await showsIt(person);
      const folio = await takesFolio(person, self, 'Mi cédula está vencida');
      await throughDesk(person, self, desk, {
        name: juan.name,
        fields: { tipo: 'cedula-vencida', folio, ...passport },
      });
    });
  },
};
