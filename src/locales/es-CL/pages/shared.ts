import type { SharedPages } from '../../shape/pages/shared.ts';
import { PHONE, PHONE_HOURS } from '../telephone.ts';

/** Pages that no feature owns: errors, a shut account, and the return to a client. */
export const shared: SharedPages = {
  titles: {
    redirect: 'Un momento',
    redirectToApp: 'Vuelva a la aplicación',
  },
  errors: {
    notFound: {
      title: 'No encontramos esta página',
      message: 'La dirección no existe o cambió de lugar.',
      next: 'Vuelva a la portada y elija lo que necesita hacer.',
    },
    staleSignIn: {
      title: 'El tiempo para ingresar terminó',
      message: 'El tiempo para ingresar terminó. Vuelva a la plataforma y comience de nuevo.',
    },
    unreadable: {
      title: 'No pudimos leer lo que envió',
      message: 'El formulario llegó incompleto o demasiado grande.',
      next: 'Vuelva atrás, cargue la página de nuevo e intente otra vez.',
    },
    clientRequest: {
      title: 'La plataforma envió un pedido que no podemos atender',
      message: 'No es un error suyo. Avise a la plataforma desde la que venía y dé el código de atención.',
    },
    suspendedClient: {
      title: 'Esta plataforma está suspendida',
      message:
        'SENCE suspendió el ingreso con Clave Sence a esta plataforma. Su cuenta no tiene ningún problema. Pregunte a la organización que ofrece la plataforma.',
    },
    fallenClient: {
      title: 'Por ahora no se puede ingresar a esta plataforma',
      message:
        'La organización que ofrece esta plataforma no está habilitada en este momento. Su cuenta no tiene ningún problema. Vuelva a intentarlo más tarde, o pregunte a la organización.',
    },
    fault: {
      title: 'Algo falló de nuestro lado',
      message: 'Lo sentimos. El problema quedó registrado y lo revisaremos.',
    },
    refused: 'No pudimos continuar',
    silent: 'Vuelva a intentarlo en unos minutos',
    call: `Si el problema sigue, llame gratis al ${PHONE} y diga el código de atención.`,
  },
  shutAccount: {
    title: 'Esta cuenta está detenida por seguridad',
    message:
      'Encontramos algo que no corresponde en los datos guardados de esta cuenta. Nadie puede ingresar con ella ni cambiarla hasta que SENCE la revise.',
    call: `Llame gratis al ${PHONE}, ${PHONE_HOURS}, y diga este código de atención.`,
    useless: 'No se registre de nuevo, ni recupere o cambie su clave: eso no la abre.',
  },
  tooManyPictures: (time: string) => [
    'Demasiadas imágenes pedidas',
    'desde su conexión. Espere hasta las',
    time,
    'y presione Refrescar.',
  ],
  told: {
    name: 'Nombre',
    nameHidden: 'Solo después de comprobar su identidad',
    representative: 'Representante',
    invitedBy: 'Empresa que lo invitó',
    email: 'Correo electrónico',
    phone: 'Teléfono',
    noPhone: 'Sin teléfono',
    mobile: 'Celular',
    noMobile: 'Sin celular',
    address: 'Domicilio',
    noAddress: 'Sin domicilio en Chile',
    block: (block: string) => `block ${block}`,
    flat: (flat: string) => `depto. ${flat}`,
  },
  clientPolicy: 'Cómo trata sus datos',
  clientTerms: 'Condiciones',
};
