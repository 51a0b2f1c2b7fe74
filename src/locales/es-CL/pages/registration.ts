import type { RegistrationPages } from '../../shape/pages/registration.ts';

/** Registration, its receipt and its confirmation. */
export const registration: RegistrationPages = {
  titles: {
    natural: 'Registrar Persona Natural',
    juridica: 'Registrar Persona Jurídica',
    migrante: 'Registrar Migrante',
    linkSpent: 'El enlace venció o ya se usó',
    choose: 'Elija su clave',
    confirm: 'Confirme su cuenta',
    confirmed: 'Su cuenta está lista',
    waiting: 'Falta esperar',
    confirmMobile: 'Confirme su celular',
    mobileConfirmed: 'Su celular está confirmado',
    sent: 'Éxito',
    correctEmail: 'Corregir el correo',
    recreation: 'Están creando de nuevo una cuenta',
    atDesk: 'Su caso se revisa en persona',
  },
  undelivered: {
    failed: 'Falta enviar el correo',
    withheld: 'Falta enviar el correo',
    refused: 'Su correo no recibe mensajes',
  },
};
