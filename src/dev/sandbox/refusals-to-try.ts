import type { AuthErrorCode } from '../../domain/authorization-errors.ts';

/** How a developer sees each refusal, without changing what another developer sees. */
export const refusalsToTry: Readonly<Record<AuthErrorCode, string>> = {
  cancelado: 'Comience con cualquier persona y vuelva a su plataforma con el enlace de la página.',
  'sin-consentimiento': 'Ingrese como Rosa y elija «No permitir».',
  'otra-persona': 'Pida en claims el RUT de Pedro e ingrese como Rosa.',
  pausa: 'Ponga en pausa a Ana Isabel, más arriba, e ingrese como ella. O escriba cinco claves erradas de Rosa.',
  inactividad: 'Deje abierta media hora la página de ingreso.',
  'cuenta-congelada': 'Ingrese como Camila, que está siempre detenida. O detenga a Ana Isabel con una sesión abierta.',
  'identidad-insuficiente': 'Ingrese como Pedro en una plataforma que pide identidad comprobada, y no muestre cédula.',
  'nivel-insuficiente': 'Pida el segundo factor como esencial e ingrese como Rosa, que no tiene uno.',
  'representacion-terminada': 'Ingrese como Transportes Quillay con el RUN de Pedro: el SII ya no lo nombra.',
  'invitacion-terminada': 'Invite a un facilitador desde una empresa propia y termine la invitación.',
  'plataforma-en-certificacion':
    'No se puede probar aquí: la recibe en producción quien no es de su organización, mientras dura la certificación.',
  'plataforma-suspendida': 'No se puede probar aquí: la mesa suspende una plataforma, y la persona ve una página.',
  'registro-sin-respuesta':
    'En su equipo: ponga un registro en «Caído» en la página del simulador. En el ambiente público no se puede.',
};
