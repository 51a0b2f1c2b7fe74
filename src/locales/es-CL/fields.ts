import type { FieldTexts } from '../shape/fields.ts';

const home = { calle: 'Dirección Particular', numero: 'N° de Dirección Particular' };
const office = { numero: 'N° de Dirección / N° de Oficina', comuna: 'Región y Comuna' };
const companyContacts = { email: 'Email de Contacto de Empresa' };
const firstKey = { clave: 'Clave CS', clave2: 'Repetir Clave CS' };
const newKey = { clave: 'CS Nueva' };
const currentKey = { clave: 'CS Actual' };
const onFile = { email: 'Email Actual' };

/** Labels of fields. */
export const fields: FieldTexts = {
  common: {
    actual: 'Su Clave Sence actual',
    block: 'Block',
    busqueda: 'RUT, NIE, correo, folio o código de atención',
    calle: 'Dirección',
    captcha: 'Ingresar las letras de la imagen',
    celular: 'Celular',
    celular_representante: 'Celular',
    clave: 'Clave Sence',
    clave2: 'Repetir CS Nueva',
    codigo_celular: 'Código que llegó a su celular anterior',
    codigo_correo: 'Código que llegó a su email anterior',
    comuna: 'Comuna',
    correo: 'Correo de la institución',
    departamento: 'N° de Departamento',
    detalle: 'Cuéntenos qué datos son y qué pide',
    digitos: 'Los 6 números de la aplicación',
    email: 'Email',
    email_representante: 'Email',
    materno: 'Apellido materno',
    motivo: 'Motivo',
    nie: 'NIE',
    nota: 'Qué vio',
    nombre: 'Nombre para reconocerla',
    nombres: 'Nombres',
    numero: 'N° de Dirección',
    oficina: 'Oficina',
    paterno: 'Apellido paterno',
    por_que: 'Por qué',
    pregunta: 'Pregunta Secreta',
    reclamo: 'Qué pasó',
    region: 'Región',
    respuesta: 'Respuesta Secreta',
    resultado: 'Cómo termina',
    roles: 'Roles',
    run: 'RUN',
    rut_empresa: 'RUT Empresa',
    rut_representante: 'Rut Representante Legal',
    telefono: 'Teléfono',
    telefono_particular: 'Teléfono Particular',
    telefono_trabajo: 'Teléfono Trabajo',
    texto: 'Su texto',
    user_code: 'Código del equipo',
  },
  byView: {
    'registration/natural': { ...home, ...firstKey },
    'registration/migrante': { ...home, ...firstKey },
    'registration/juridica': { ...office, ...companyContacts, ...firstKey, rut_representante: 'RUT' },
    'registration/confirm-email': firstKey,
    recovery: newKey,
    'recovery/contacts': { ...onFile, celular: 'Celular Actual' },
    'recovery/restore': { ...newKey, email: 'Email nuevo', celular: 'Celular nuevo' },
    'recovery/contest': { clave: 'Clave Sence actual' },
    'key-change': newKey,
    'key-change/begin': currentKey,
    'key-change/key': currentKey,
    'my-account/change-key': newKey,
    'second-factor/remove': newKey,
    'data-update/data': { ...home, ...onFile, celular: 'Celular Nuevo' },
    'privacy/export/link': { actual: 'Su Clave Sence' },
    'privacy/rights/state': { actual: 'Su Clave Sence' },
  },
  byCompanyView: {
    'data-update/data': { ...office, ...companyContacts, calle: 'Dirección' },
    'my-account/change-address': { comuna: 'Región y Comuna', telefono_trabajo: 'Teléfono' },
    'my-account/change-contacts': companyContacts,
  },
};
