import type { LostFactorPages } from '../../shape/pages/lost-factor.ts';

/** The second factor that was lost, in a sign-in. */
export const lostFactor: LostFactorPages = {
  titles: {
    loss: 'Perdí mi segundo factor',
    key: 'Perdí mi segundo factor: escriba su clave',
    waiting: 'Su segundo factor se quitará',
  },
};
