import { goesToPlatform, signsIn, typesKey, usesWhatCame } from '../acts.ts';
import { answersRight } from '../at-desk.ts';
import { camila, passport, selfOf } from '../cast.ts';
import { addHolder } from '../holder.ts';
import type { Person } from '../person.ts';
import { reads, type Self } from '../self.ts';
import { beginsRecovery, throughDesk, wrongKey, yesToAddress } from '../steps.ts';
import type { Kind } from '../walks.ts';

/** At the sign-in with the right key. */
async function triesKey(person: Person, self: Self): Promise<void> {
  await goesToPlatform(person, self);
  await typesKey(person, self);
}

async function showsCard(person: Person, self: Self, serial: string): Promise<void> {
  await person.follows(/[Rr]ecuper/);
  await person.presses(/^Validar$/, { rut: self.number });
  await person.presses(/^Validar$/, { serie: serial });
}

/** A stopped account: its holder pressed «No fui yo», or was robbed. */
export const frozen: Kind = {
  name: 'congelada',
  async go(here) {
    const { app, desk, walk } = here;
    const { id } = await addHolder(app, camila);
    const self = selfOf(app, camila);
    const freeze = (stolenAt?: Date) =>
      app.deps.accounts.change(id, (latest) => ({ ...latest, state: 'congelada', stolenAt }));
    await freeze();
    await walk('«Recupere la clave», cédula', async (person) => {
      await triesKey(person, self);
      person.meets('account-frozen', { by: 'card', profile: 'natural' });
      await showsCard(person, self, camila.serial);
      await yesToAddress(person, self);
    });
    await freeze();
    await walk('«Mi cuenta está detenida», mostrador con pasaporte', async (person) => {
      await triesKey(person, self);
      person.meets('account-frozen', { by: 'card', profile: 'natural' });
      person.asksFor('Mi cuenta está detenida');
      await throughDesk(person, self, desk, { name: camila.name, fields: { tipo: 'segunda-detencion', ...passport } });
    });
    await freeze(app.deps.now());
    await walk('tras un robo: «Me robaron la cédula», mostrador con pasaporte', async (person) => {
      await triesKey(person, self);
      person.meets('account-frozen', { by: 'new-card', profile: 'natural' });
      await showsCard(person, self, camila.serial);
      person.meets('card-stolen');
      person.asksFor('Me robaron la cédula');
      await throughDesk(person, self, desk, { name: camila.name, fields: { tipo: 'segunda-detencion', ...passport } });
    });
  },
};

/** The holder asked for the block of the data. */
export const blocked: Kind = {
  name: 'bloqueada por derecho',
  async go(here) {
    await addHolder(here.app, camila);
    const self = selfOf(here.app, camila);
    await here.walk('el enlace del correo', async (person) => {
      await blocks(person, self);
      await triesKey(person, self);
      person.meets('account-blocked');
      await person.opens(await reads(person, self, /(http\S+\/derechos\/\S+)/));
      await person.presses(/^Levantar el bloqueo/, { actual: self.key });
      await signsIn(person, self);
    });
    await here.walk(
      'sin la clave: la cédula, «Levantar el bloqueo de mis datos», la solicitud respondida, y recuperar con cédula',
      async (person) => {
        await blocks(person, self);
        await meetsCard(person, self);
        person.meets('account-blocked');
        person.asksFor('Levantar el bloqueo de mis datos');
        const folio = await reads(person, self, /(LD-[2-9A-Z]{4}-[2-9A-Z]{4})/);
        const words = 'El bloqueo termina: no hay otra solicitud suya en curso.';
        await answersRight(here.desk, folio, {
          texto: words,
          resultado: 'rechazada',
          fundamento: 'sin-solicitud-pendiente',
        });
        await reads(person, self, new RegExp(`(${words})`));
        await recovers(person, self);
        await usesWhatCame(person, self);
      },
    );
  },
};

async function meetsCard(person: Person, self: Self): Promise<void> {
  await wrongKey(person, self);
  await beginsRecovery(person, self);
  await person.presses(/^Validar$/, { serie: camila.serial });
}

async function recovers(person: Person, self: Self): Promise<void> {
  await meetsCard(person, self);
  await person.presses(/^Validar$/, { correcto: 'si' });
  await person.presses(/^Recuperar Clave$/);
}

/** Asks for the block in Mi cuenta, and goes to another device. */
async function blocks(person: Person, self: Self): Promise<void> {
  await signsIn(person, self);
  await person.opens('/cuenta/solicitudes');
  await person.follows(/solicitud/i);
  await person.presses(/^Enviar solicitud/, {
    derecho: 'bloqueo',
    detalle: 'Mientras corrigen mi nombre',
    actual: self.key,
  });
  person.takesAnotherDevice();
}
