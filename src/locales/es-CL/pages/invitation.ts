import type { InvitationPages } from '../../shape/pages/invitation.ts';

const countries = new Intl.DisplayNames('es-CL', { type: 'region' });

export const invitation: InvitationPages = {
  titles: {
    invitation: 'Invitación como facilitador extranjero',
    key: 'Elija su clave',
    proof: 'Acepte la invitación',
    done: 'Éxito',
    over: 'La invitación no está vigente',
    device: 'Abra el enlace en su propio equipo',
    returned: 'Avisamos a la mesa de SENCE',
    ofCompany: 'Invitaciones – Mi cuenta',
  },
  rows: { name: 'Nombre', country: 'País', birthDate: 'Fecha de nacimiento', sex: 'Sexo', email: 'Correo electrónico' },
  documentKinds: {
    pasaporte: 'Pasaporte',
    'documento-nacional': 'Documento nacional de identidad',
    'otro-documento-de-viaje': 'Documento de viaje',
  },
  sexes: { F: 'Femenino', M: 'Masculino', X: 'Otro' },
  country: (code) => countries.of(code) ?? code,
  states: {
    'por-enviar': 'La enviaremos dentro de poco',
    enviada: 'Enviada',
    vencida: 'Venció sin que la aceptara',
    activada: 'Aceptada',
    devuelta: 'La persona dice que sus datos están mal',
    retirada: 'Retirada',
    detenida: 'No se pudo enviar',
  },
};
