import { placeLocals } from '../../http/forms/comunas-file.ts';

const form = {
  back: '/',
  csrfToken: 'ficha-de-ejemplo',
  captcha: { id: 'ejemplo' },
  values: {},
  faults: {},
  errors: [],
  ...placeLocals,
};

/** What every registration form gets under the policy `guia`, with nothing typed yet. */
export const guideForm = {
  ...form,
  policy: 'guia',
  serial: 'optional',
  keyMin: 8,
  keyMax: 10,
  asksQuestion: true,
  questions: [
    { id: 'mascota', text: 'NOMBRE DE MI MASCOTA' },
    { id: 'pais', text: 'MI PAÍS FAVORITO' },
  ],
};

/** What every registration form gets under the policy `segura`, with nothing typed yet. */
export const safeForm = {
  ...form,
  policy: 'segura',
  serial: 'required',
  keyMin: 15,
  keyMax: 64,
  asksQuestion: false,
  questions: [],
};
