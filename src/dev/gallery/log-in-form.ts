import { passkeyAsked } from './passkey-asked.ts';

const names = {
  natural: 'Persona Natural',
  juridica: 'Persona Jurídica',
  migrante: 'Migrante',
  facilitador: 'Facilitador Extranjero',
};

/** The tabs of the login page. */
export const tabs = (current: keyof typeof names) =>
  Object.entries(names).map(([value, name]) => ({
    value,
    name,
    current: value === current,
    available: true,
  }));

const client = { name: 'Portal de Ejemplo', host: 'portal.example', initials: 'Pe' };

/** The login page of a person at her first visit. */
export const logInForm = {
  title: 'Ingrese con su Clave Sence',
  passkey: passkeyAsked,
  passkeyAction: '/ingresar/ejemplo/clave-de-acceso',
  formAction: '/ingresar/ejemplo',
  csrfToken: 'ficha-de-ejemplo',
  client,
  profiles: tabs('natural'),
  values: {},
  faults: {},
  errors: [],
  ends: { at: '16.18 (hora de Santiago)', seconds: 1801 },
};
