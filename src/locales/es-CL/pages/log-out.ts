import type { LogOutPages } from '../../shape/pages/log-out.ts';

const WRONG_REQUEST = 'La plataforma envió un pedido que no podemos atender';

/** End of a session, and the notices of it to each client. */
export const logOut: LogOutPages = {
  titles: {
    confirm: '¿Cerrar su sesión?',
    done: 'Sesión cerrada',
    stayed: 'Sigue conectado',
  },
  deliveries: {
    delivered: 'Avisada',
    pending: 'Le estamos avisando',
    failed: 'No pudimos avisarle',
    none: 'No avisamos: no recibe avisos',
  },
  unserved: {
    client: {
      open: {
        title: WRONG_REQUEST,
        message: 'No es un error suyo. Su sesión en Clave Sence sigue abierta: puede cerrarla aquí mismo.',
      },
      none: {
        title: WRONG_REQUEST,
        message: 'No es un error suyo. En este navegador no vemos una sesión abierta en Clave Sence.',
      },
    },
    form: {
      open: {
        title: 'Su sesión sigue abierta',
        message: 'La página llevaba mucho tiempo abierta o era de otro navegador. Puede cerrar su sesión aquí mismo.',
      },
      none: {
        title: 'No vemos una sesión abierta',
        message:
          'En este navegador no vemos una sesión abierta en Clave Sence. Si ingresó en otro, cierre la sesión desde ahí.',
      },
    },
  },
};
