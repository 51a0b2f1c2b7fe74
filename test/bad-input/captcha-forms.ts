import type { CaptchaForm } from '../../src/ports/captcha.ts';
import { formFields } from '../helpers/registration.ts';
import { captchaFormAt, formAt, type OpenForm } from './open-form.ts';
import { KEY, type Scene } from './scene.ts';

type Fields = Readonly<Record<string, string>>;
type Lettered = readonly [name: CaptchaForm, path: string, fields: Fields];

/** Each is opened as often: a captcha is valid for one try, and some mistakes have to get past it. */
const COPIES = 3;

/** Every form that stands behind a captcha, with users who may send it. */
export async function captchaForms(scene: Scene, browser: string): Promise<readonly OpenForm[]> {
  const forms: OpenForm[] = [];
  for (const [name, path, fields] of kinds(scene))
    for (let copy = 0; copy < COPIES; copy += 1) forms.push(await captchaFormAt(scene, browser, name, path, fields));
  const before = await scene.deps.captcha.issue('link-run');
  return [...forms, formAt(scene, browser, 'link-run', '/captcha', { captcha_id: before })];
}

function kinds({ deps }: Scene): readonly Lettered[] {
  const clave = deps.policy.asksQuestion ? 'Quiltro-77' : 'Un quiltro en la plaza 77';
  const { rut: _, ...person } = { ...formFields, region: '13', clave, clave2: clave };
  const optional = { sin_celular: '', telefono_particular: '', telefono_trabajo: '', block: '', departamento: '' };
  return [
    ['register-natural', '/registro/natural', { ...person, ...optional, rut: '44.000.105-K', serie: '556789012' }],
    ['register-juridica', '/registro/juridica', { ...companyFields, clave, clave2: clave }],
    ['register-migrante', '/registro/migrante', { ...person, ...optional, nie: '199.000.107-K' }],
    ['contest-identity', '/alguien-registro-mi-rut', { perfil: 'natural', rut: '44.000.002-9', serie: '523456789' }],
    ['contest-identity', '/alguien-registro-mi-rut', { ...rosaFor, perfil: 'juridica', rut_empresa: '54.000.001-8' }],
    ['contest-identity', '/alguien-registro-mi-rut', { perfil: 'migrante', rut: '199.000.001-4' }],
    ['ask-desk', '/atencion', { motivo: 'cedula-vencida', perfil: 'natural', rut: '44.000.002-9' }],
    ['ask-desk', '/atencion', { motivo: 'correo-perdido', perfil: 'juridica', rut: '54.000.001-8' }],
    ['ask-desk', '/atencion', { motivo: 'correo-perdido', perfil: 'migrante', rut: '199.000.001-4' }],
    ['link-run', '/ya-tengo-run', { nie: '199.000.002-2', clave: KEY, rut: '44.000.113-0', serie: '567890123' }],
    ['recover-key', '/recuperar/natural', { rut: '44.000.003-7' }],
    ['recover-key', '/recuperar/juridica', { rut: '54.000.001-8' }],
    ['recover-key', '/recuperar/migrante', { rut: '199.000.001-4' }],
    ['recover-key', '/recuperar/facilitador', { rut: '199.000.001-4' }],
  ];
}

const rosaFor = { rut: '44.000.001-0', serie: '512345678' };

const companyFields = {
  rut_empresa: '54.000.109-K',
  pregunta: '1',
  respuesta: 'Marraqueta',
  rut_representante: '44.000.003-7',
  serie: 'B51A23456',
  celular_representante: '40000003',
  email_representante: 'camila@correo.example',
  comuna: '13101',
  calle: 'Avenida Los Copihues',
  numero: '1234',
  block: '',
  departamento: '',
  email: 'contacto@cordillera.example',
  telefono: '223456789',
} as const;
