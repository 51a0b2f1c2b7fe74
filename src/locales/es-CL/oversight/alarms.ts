import type { DeskAlarmKind } from '../../../domain/oversight.ts';

/** What happened, for an auditor; none of them says that the member did wrong. */
export const alarmNames: Readonly<Record<DeskAlarmKind, string>> = {
  'own-run': 'Buscó su propio RUN o abrió su propio caso; se lo impedimos',
  neighbour: 'Vio la ficha o el caso de una persona con un apellido suyo y de su misma comuna',
  burst: 'Vio más de 10 fichas y casos en 10 minutos',
  'many-members': 'Más de 4 personas de la mesa vieron la misma ficha o sus casos en 24 horas',
  night: 'Usó la mesa fuera de horario, entre las 21.00 y las 7.00',
  limit: 'Llegó a un tope de la mesa; se lo impedimos',
  emergency: 'Abrió una ficha o un caso protegidos por una emergencia',
  mismatches: 'Comparó documentos que no coinciden con el registro, más que el tope del día',
  'shared-contact': 'Anotó un contacto nuevo que también se pidió para otras personas; se lo impedimos',
  'call-back': 'Anotó un pedido en una oficina, y la persona a quien llamamos no lo confirmó',
};
