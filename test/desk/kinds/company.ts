import { changeSii, openCompany, panaderia, panaderiaContacts } from '../../helpers/companies.ts';
import { goesToPlatform, signsIn, typesKey } from '../acts.ts';
import type { Person } from '../person.ts';
import type { Self } from '../self.ts';
import { otherContacts, yesToAddress } from '../steps.ts';
import type { Kind } from '../walks.ts';

const rosas = '44.000.001-0';
const pedro = { run: '44.000.002-9', serial: '523456789' } as const;

/** Rosa registered the company, and does not represent it any more; Pedro does, and has his card. */
export const endedRepresentation: Kind = {
  name: 'representación terminada',
  async go({ app, policy, walk }) {
    await openCompany(app);
    app.advance(25 * 3_600_000);
    changeSii(app, (company) => ({
      ...company,
      representantes: company.representantes.filter(({ run }) => run !== '44000001-0'),
    }));
    const self: Self = {
      profile: 'juridica',
      number: panaderia.rut,
      representative: rosas,
      reads: [panaderiaContacts.office],
      key: panaderia.key,
    };
    const refused = async (person: Person) => {
      self.representative = rosas;
      await goesToPlatform(person, self);
      await typesKey(person, self);
      person.meets('not-representative');
      person.asksFor('No reconocen a mi representante');
      self.representative = pedro.run;
    };
    const recovers = async (person: Person) => {
      await person.presses(/^Olvidé mi clave/);
      await person.presses(/^Validar$/, { rut: self.number });
      if (person.has(/^Validar$/, 'olvido')) await person.presses(/^Validar$/, { olvido: '1' });
      await person.presses(/^Validar$/, { rut_representante: pedro.run });
      await person.presses(/^Validar$/, { serie: pedro.serial });
    };
    await walk('otro representante, con su cédula, «Sí»', async (person) => {
      await refused(person);
      await recovers(person);
      await yesToAddress(person, self);
    });
    await walk('otro representante, con su cédula, «No»', async (person) => {
      await refused(person);
      await recovers(person);
      if (policy === 'guia') return otherContacts(person, self, { mail: 'pedro@panaderia.example' });
      // The account never showed a card: whose it is comes first, and the key that he has decides.
      await person.presses(/^Validar$/, { correcto: 'no' });
      await person.presses(/^Conservar mi cuenta/, { clave: self.key });
      await signsIn(person, self);
    });
  },
};
