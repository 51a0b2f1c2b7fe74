import type { BodyTexts } from '../shape/bodies.ts';

/** Public bodies at the desk, and who acts for them first. */
export const bodyTexts: BodyTexts = {
  titles: {
    list: 'Organismos públicos – Mesa de ayuda',
    new: 'Nombrar a la primera persona – Mesa de ayuda',
    sheet: 'Un organismo público – Mesa de ayuda',
  },
  steps: {
    nombrar: 'Nombrar a la primera persona',
    renovar: 'Renovar el acceso de la primera persona',
  },
  acts: { decreto: 'Decreto', resolucion: 'Resolución', oficio: 'Oficio' },
  reasons: {
    'a-pedido': 'El organismo lo pidió',
    'cambio-de-cargo': 'La persona dejó el cargo',
    'incidente-de-seguridad': 'Hubo un incidente de seguridad',
    'datos-falsos': 'Los datos del documento no son ciertos',
  },
  rows: {
    step: 'Qué se pide',
    body: 'Organismo',
    rut: 'RUT',
    act: 'Documento',
    signer: 'Lo firma',
    email: 'Correo institucional',
    term: 'Por cuánto tiempo',
    person: 'Persona',
    since: 'Desde',
    until: 'Hasta',
    sent: 'Enviada',
    state: 'Estado',
  },
  act: (kind, number, day) => `${kind} ${number}, del ${day}`,
  erased: 'Se borró al terminar el caso.',
  done: {
    retirado: 'Retiramos el acceso y todo lo que dio. Avisamos a cada persona.',
    reenviada: 'La enviamos otra vez. El enlace vence en 72 horas, y el anterior ya no sirve.',
    'invitacion-retirada': 'Retiramos la invitación. Su enlace ya no sirve.',
  },
};
