import type { DeliveryStatus } from '../../ports/sessions.ts';

/** What became of the notice of a logout to a client. */
export const deliveryWords: Readonly<Record<DeliveryStatus, string>> = {
  delivered: 'Avisada',
  pending: 'Le estamos avisando',
  failed: 'No pudimos avisarle',
  none: 'No avisamos: no recibe avisos',
};

interface Said {
  readonly title: string;
  readonly message: string;
}

/** Why a request to leave was not served, for who is signed in here and for who is not (or blocks cookies). */
export const unservedWords: Readonly<Record<'platform' | 'form', { readonly open: Said; readonly none: Said }>> = {
  platform: {
    open: {
      title: 'La plataforma envió un pedido que no podemos atender',
      message: 'No es un error suyo. Su sesión en Clave Sence sigue abierta: puede cerrarla aquí mismo.',
    },
    none: {
      title: 'La plataforma envió un pedido que no podemos atender',
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
};
