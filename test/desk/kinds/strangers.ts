import { oldHash } from '../../legacy/files.ts';
import { goesToPlatform, typesKey } from '../acts.ts';
import { ana, camila, selfOf } from '../cast.ts';
import { bringOldKeys } from '../old-keys.ts';
import { fieldsFor, registers } from '../register.ts';
import type { Kind } from '../walks.ts';

/** No account at all. */
export const unknown: Kind = {
  name: 'sin cuenta',
  async go({ app, policy, walk }) {
    const self = selfOf(app, camila);
    await walk('«Regístrese»', async (person) => {
      await goesToPlatform(person, self);
      await typesKey(person, self);
      person.meets(policy === 'guia' ? 'person-unknown' : 'credentials-wrong');
      await person.follows(/^Regístrese/);
      if (!person.has(/./, 'calle')) await person.follows(/Persona Natural/);
      await registers(person, self, fieldsFor(person, self, camila));
    });
    const later = { ...selfOf(app, ana), reads: [] as string[] };
    await walk('sin abrir el correo: «Regístrese de nuevo»', async (person) => {
      await person.opens('/registro/natural');
      await person.presses(/^(Continuar|Registrar.*)$/, fieldsFor(person, later, ana));
      await goesToPlatform(person, later);
      await typesKey(person, later);
      person.meets('email-unconfirmed');
      await person.follows(/^Regístrese de nuevo/);
      if (!person.has(/./, 'calle')) await person.follows(/Persona Natural/);
      later.reads = ['ana.otra@correo.example'];
      await registers(person, later, fieldsFor(person, later, { ...ana, email: 'ana.otra@correo.example' }));
    });
  },
};

/** An account of the old system, whose key opens nothing here. */
export const legacyKey: Kind = {
  name: 'clave antigua',
  async go({ app, walk }) {
    await bringOldKeys(app, [`natural,${camila.number},md5,,${oldHash('md5', 'vieja-clave')},${camila.email},`]);
    const self = selfOf(app, camila);
    await walk('«Vuelva a crear su Clave Sence»', async (person) => {
      await goesToPlatform(person, self);
      await typesKey(person, self, 'vieja-clave');
      person.meets('legacy-key');
      await person.follows(/^Vuelva a crear/);
      if (!person.has(/./, 'calle')) await person.follows(/Persona Natural/);
      await registers(person, self, fieldsFor(person, self, camila));
    });
  },
};
