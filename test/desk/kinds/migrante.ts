import { parseNie } from '../../../src/domain/nie.ts';
import { goesToPlatform, typesKey, usesWhatCame, waitsOut } from '../acts.ts';
import { attests, decides } from '../at-desk.ts';
import { jorge, passport, selfOf } from '../cast.ts';
import { addHolder } from '../holder.ts';
import type { Person } from '../person.ts';
import { fieldsFor, registers } from '../register.ts';
import type { Self } from '../self.ts';
import { beginsRecovery, continuesByMail, takesFolio, wrongKey } from '../steps.ts';
import type { Here, Kind } from '../walks.ts';

const held = { ...jorge, profile: 'migrante' } as const;

/** A migrante, who has a NIE and no card that can be compared. */
export const nie: Kind = {
  name: 'NIE',
  async go(here) {
    const { app, walk } = here;
    await addHolder(app, { ...held, answer: 'boby' });
    const self = selfOf(app, held);
    await walk('«Continuar por correo»', async (person) => {
      await asksByMail(person, self);
      await continuesByMail(person, self);
      await person.presses(/^Recuperar Clave$/);
      await usesWhatCame(person, self);
    });
    await walk(
      'sin correo: folio «Ya no puedo abrir mi correo», y la identidad en el mostrador con pasaporte',
      async (person) => {
        await asksByMail(person, { ...self, reads: [] });
        await person.presses(/^Continuar por correo$/);
        await takesFolio(person, self, 'Ya no puedo abrir mi correo');
        await numberGivenBack(here, person, self, 'nueva@correo.example');
      },
    );
    await walk('detenida: «Mi cuenta está detenida», y la identidad en el mostrador con pasaporte', async (person) => {
      await freezes(here);
      await goesToPlatform(person, self);
      await typesKey(person, self);
      person.meets('account-frozen', { by: 'desk', profile: 'migrante' });
      person.asksFor('Mi cuenta está detenida');
      await numberGivenBack(here, person, self, 'otra.nueva@correo.example');
    });
  },
};

async function asksByMail(person: Person, self: Self): Promise<void> {
  await wrongKey(person, self);
  await beginsRecovery(person, self);
  if (person.has(/^Validar$/, 'olvido')) await person.presses(/^Validar$/, { olvido: '1' });
}

/** The account was never proved: two members give the number back, and he registers anew. */
async function numberGivenBack({ desk }: Here, person: Person, self: Self, email: string): Promise<void> {
  const fields = { tipo: 'identidad-disputada', perfil: 'migrante', numero: self.number, ...passport };
  await decides(desk, await attests(desk, { name: jorge.name, fields }));
  await waitsOut(person);
  await person.opens('/registro/migrante');
  self.reads = [email];
  await registers(person, self, fieldsFor(person, self, { email, mobile: '40000338' }));
}

async function freezes({ app }: Here): Promise<void> {
  const account = await app.deps.accounts.findByIdentifier('migrante', parseNie(held.number));
  await app.deps.accounts.change(account?.id ?? '', (latest) => ({ ...latest, state: 'congelada' }));
}
