import { waitsOut } from '../acts.ts';
import { attests, decides } from '../at-desk.ts';
import { ana, type Cast, camila, jorgesRun, selfOf } from '../cast.ts';
import { addHolder } from '../holder.ts';
import { Person } from '../person.ts';
import { fieldsFor, registers } from '../register.ts';
import { reads, type Self } from '../self.ts';
import { beginsRecovery, wrongKey } from '../steps.ts';
import type { Here, Kind } from '../walks.ts';

const OTHER = 'otro.ocupante@malo.example';
const stranger = { email: 'ocupante@malo.example', mobile: '40000777', declared: true } as const;

/** The number has an account that a stranger registered. */
export const contested: Kind = {
  name: 'identidad disputada',
  async go(here) {
    await neverUsed(here);
    await used(here);
    await twoCards(here);
  },
};

async function neverUsed(here: Here): Promise<void> {
  await addHolder(here.app, { ...camila, ...stranger });
  const self = selfOf(here.app, camila);
  await here.walk('«Esta cuenta no la abrí yo», sin uso en plataformas', async (person) => {
    await contests(here, person, self, camila);
    await person.follows(/^[Cc]ree su cuenta|^Crear mi cuenta/);
    await registers(person, self, fieldsFor(person, self, camila));
  });
}

/** Adds the account as one that signed in at a platform: a contest of it waits. */
async function occupied({ app }: Here, whose: Cast): Promise<void> {
  const { id } = await addHolder(app, { ...whose, ...stranger, email: OTHER });
  await app.deps.clientUses.note({ accountId: id, clientId: 'capacita', scopes: ['run'] });
}

async function used(here: Here): Promise<void> {
  await occupied(here, ana);
  const self = selfOf(here.app, ana);
  await here.walk('«Esta cuenta no la abrí yo», con uso: espera', async (person) => {
    await contests(here, person, self, ana);
    const { page } = person;
    await waitsOut(person);
    person.page = page;
    await person.follows(/^cree su cuenta/);
    await registers(person, self, fieldsFor(person, self, ana));
  });
}

/** Who has the mailbox of the account shows the same card: two people decide. */
async function twoCards(here: Here): Promise<void> {
  const { app, desk } = here;
  await occupied(here, jorgesRun);
  const self = selfOf(app, jorgesRun);
  await here.walk('dos cédulas: «Otra persona usa mi RUT», mostrador con cédula', async (person) => {
    await contests(here, person, self, jorgesRun);
    await answers(here, jorgesRun);
    await wrongKey(person, self);
    await beginsRecovery(person, self);
    await person.presses(/^Validar$/, { serie: jorgesRun.serial });
    person.asksFor('Otra persona usa mi RUT');
    const card = { documento: 'cedula-extranjero', documento_numero: jorgesRun.serial };
    const fields = { tipo: 'identidad-disputada', perfil: 'natural', numero: self.number, ...card };
    await decides(desk, await attests(desk, { name: jorgesRun.name, fields }));
    await waitsOut(person);
    await person.opens('/registro/natural');
    await registers(person, self, fieldsFor(person, self, jorgesRun));
  });
}

/** The link of the notice, in another browser. */
async function answers({ app }: Here, { serial }: Cast): Promise<void> {
  const other = new Person(app, '198.51.100.254');
  const reader: Self = { profile: 'natural', number: '', reads: [OTHER], key: '' };
  await other.opens(await reads(other, reader, /(http\S+\/disputa\/\S+)/));
  await other.presses(/^Mostrar la cédula/, { serie: serial });
}

async function contests(here: Here, person: Person, self: Self, whose: Cast): Promise<void> {
  await beginsContest(here, person, self, whose);
  await person.presses(/no la abrí yo/);
}

/**
 * Under `guia` the form of registration says that the number has an account; under `segura` a recovery leads there, since
 * the address that it hides in part is not theirs.
 */
async function beginsContest({ policy }: Here, person: Person, self: Self, whose: Cast): Promise<void> {
  if (policy === 'guia') {
    await person.opens('/registro/natural');
    await person.presses(/^(Continuar|Registrar.*)$/, fieldsFor(person, self, whose));
    person.meets('already-registered', { profile: 'natural' });
    await person.follows(/Alguien registró mi RUT/);
    return person.presses(/^Recuperar mi RUT/, { rut: self.number, serie: whose.serial });
  }
  await wrongKey(person, self);
  await beginsRecovery(person, self);
  await person.presses(/^Validar$/, { serie: whose.serial });
  await person.presses(/^Validar$/, { correcto: 'no' });
}
