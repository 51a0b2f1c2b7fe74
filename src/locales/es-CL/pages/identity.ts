import type { IdentityPages } from '../../shape/pages/identity.ts';

/** A contested number, a card that is checked, and a RUN that replaces a NIE. */
export const identity: IdentityPages = {
  titles: {
    proved: 'Su identidad está comprobada',
    atDesk: 'Revisaremos el caso en persona',
    contested: 'Otra persona dice que el RUT es suyo',
    cedulaCode: 'Compruebe que es usted',
    contestRut: 'Alguien registró mi RUT',
    contestNie: 'Alguien usa mi NIE',
    linkRun: 'Ya tengo RUN',
  },
  contestedNumbers: {
    natural: 'Mi RUT',
    juridica: 'El RUT de mi empresa',
    migrante: 'Mi NIE',
  },
};
