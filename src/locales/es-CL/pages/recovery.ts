import type { RecoveryPages } from '../../shape/pages/recovery.ts';

/** A forgotten key: the flow, the page behind its link, and the outcome of a contest. */
export const recovery: RecoveryPages = {
  titles: {
    profiles: {
      natural: 'Recuperar CS (Clave Sence) Persona Natural',
      juridica: 'Recuperar CS (Clave Sence) Persona Jurídica',
      migrante: 'Recuperar CS (Clave Sence) Migrante',
      facilitador: 'Recuperar CS (Clave Sence) Facilitador Extranjero',
    },
    expired: 'La recuperación terminó',
    mail: 'Continúe con su recuperación',
    spentLink: 'Este enlace venció o ya se usó',
  },
  link: {
    choose: 'Cree su clave nueva',
    done: 'Su clave nueva está lista',
    expired: 'El enlace venció o ya se usó',
  },
  contested: {
    free: 'Nadie tiene una cuenta con ese RUT',
    returned: 'El RUT vuelve a ser suyo',
    waiting: 'El RUT queda en espera',
    desk: 'Revisaremos su caso en persona',
    kept: 'La cuenta sigue siendo suya',
  },
  sent: {
    keyBySms: 'Su clave Sence (CS) será enviada por SMS a su celular dentro de los próximos 10 minutos.',
    keyByMail: 'Su clave Sence (CS) será enviada a su e-Mail dentro de los próximos 10 minutos.',
    keyByCompanyMail:
      'Su clave Sence (CS) será enviada al e-Mail de la Empresa registrado dentro de los próximos 10 minutos.',
    linkByMail: 'Un enlace para recuperar su clave será enviado a su e-Mail dentro de los próximos 10 minutos.',
    codeBySms: 'Un código será enviado por SMS a su celular dentro de los próximos 10 minutos.',
  },
};
