import { parseEmail } from '../../src/domain/email.ts';
import type { FacilitadorData } from '../../src/domain/facilitador/facilitador-data.ts';

/** A facilitador whom Panadería Los Andes asks for. */
export const facilitador = (email = 'ines@correo.example'): FacilitadorData => ({
  document: { kind: 'pasaporte', number: 'XA123456' },
  name: { given: 'Inés', paternal: 'Quispe', maternal: 'Mamani' },
  sex: 'F',
  birthDate: '1988-02-29',
  country: 'PE',
  email: parseEmail(email),
});

/** What the company types on each page. */
export const typedFacilitador = {
  documento: { numero_documento: 'xa123456', tipo_documento: 'pasaporte' },
  persona: {
    nombres: 'Inés',
    paterno: 'Quispe',
    materno: 'Mamani',
    sexo: 'F',
    fecha_nacimiento: '29-02-1988',
    hijos: '',
    pais: 'PE',
    email: 'ines@correo.example',
  },
  pregunta: { pregunta: '1', respuesta: 'El nombre de mi perro' },
} as const;
