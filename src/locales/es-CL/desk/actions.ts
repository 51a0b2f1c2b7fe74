import type { DeskTexts } from '../../shape/desk.ts';

/** What each action does and whom it tells. */
export const deskActionTexts: DeskTexts['actions'] = {
  recovery: {
    title: 'Enviar la página para recuperar la clave',
    does: [
      'La persona recibe la dirección de la página para recuperar su clave. No recibe una clave ni un código.',
      'Ahí le pedimos lo mismo que a todos. Su clave de ahora sigue funcionando.',
    ],
    tells: 'Llega a su correo y a su celular confirmado. También queda en su Actividad.',
    button: 'Enviar la página',
    done: 'Enviamos la página para recuperar la clave a los contactos registrados.',
  },
  resend: {
    title: 'Enviar de nuevo un mensaje',
    does: [
      'El mensaje que no se pudo entregar sale otra vez, a la misma dirección.',
      'Los mensajes con claves, códigos o enlaces de un trámite no se reenvían. La persona los pide en su página.',
    ],
    tells: 'Lo recibe la misma dirección. También queda en la Actividad de la persona.',
    button: 'Enviar de nuevo',
    done: 'El mensaje sale otra vez.',
  },
  'lift-pause': {
    title: 'Terminar la pausa por claves incorrectas',
    does: [
      'La persona puede volver a escribir su clave ahora.',
      'Los topes de la cédula, de las respuestas y de los códigos siguen igual.',
    ],
    tells: 'No sale ningún mensaje. Queda en la Actividad de la persona.',
    button: 'Terminar la pausa',
    done: 'Terminó la pausa. La persona puede ingresar ahora.',
  },
  'end-sessions': {
    title: 'Cerrar todas las sesiones',
    does: [
      'Se cierran sus sesiones en todos los equipos y avisamos a las plataformas.',
      'Deja de servir lo enviado para una clave nueva. Sus solicitudes en espera siguen igual.',
    ],
    tells: 'Le avisamos a su correo, con «No fui yo». También queda en su Actividad.',
    button: 'Cerrar las sesiones',
    done: 'Cerramos las sesiones.',
  },
  freeze: {
    title: 'Detener la cuenta',
    does: [
      'Nadie puede ingresar y se cierran sus sesiones.',
      'Una solicitud con la cédula se aplaza 72 horas y no se detiene.',
      'Usted no puede deshacerlo: la persona recupera su clave con la cédula, o se revisa en persona.',
    ],
    tells: 'Le avisamos a su correo y a su celular confirmado. También queda en su Actividad.',
    button: 'Detener la cuenta',
    done: 'La cuenta quedó detenida y avisamos a la persona.',
  },
};
