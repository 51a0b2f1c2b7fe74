/** A field of a form. */
type FieldName =
  | 'a_quien'
  | 'acto'
  | 'actual'
  | 'block'
  | 'busqueda'
  | 'calle'
  | 'captcha'
  | 'celular'
  | 'celular_representante'
  | 'clave'
  | 'clave2'
  | 'codigo_celular'
  | 'correo_cuenta'
  | 'codigo_correo'
  | 'comuna'
  | 'contacto'
  | 'correo'
  | 'de'
  | 'departamento'
  | 'detalle'
  | 'dia'
  | 'digitos'
  | 'documento'
  | 'documento_numero'
  | 'email'
  | 'email_representante'
  | 'estado'
  | 'fin'
  | 'folio'
  | 'fundamento'
  | 'llamada'
  | 'materno'
  | 'motivo'
  | 'nie'
  | 'nombre'
  | 'nombres'
  | 'nota'
  | 'numero'
  | 'oficina'
  | 'otros'
  | 'paterno'
  | 'perfil'
  | 'persona'
  | 'por_que'
  | 'pregunta'
  | 'reclamo'
  | 'region'
  | 'renovacion'
  | 'renovacion_fecha'
  | 'representante'
  | 'respuesta'
  | 'resultado'
  | 'roles'
  | 'run'
  | 'rut_empresa'
  | 'rut_representante'
  | 'telefono'
  | 'telefono_particular'
  | 'telefono_trabajo'
  | 'texto'
  | 'tipo'
  | 'user_code'
  | 'vencimiento';

/** A view, or a folder of views, on which a label differs from the common one. */
type LabelledView =
  | 'registration/natural'
  | 'registration/migrante'
  | 'registration/juridica'
  | 'registration/confirm-email'
  | 'recovery'
  | 'recovery/contacts'
  | 'recovery/contest'
  | 'recovery/restore'
  | 'key-change'
  | 'key-change/begin'
  | 'key-change/key'
  | 'my-account/change-key'
  | 'second-factor/remove'
  | 'data-update/data'
  | 'privacy/export/link'
  | 'cases/answered'
  | 'cases/counter'
  | 'privacy/rights/state';

/** The same if a company fills in the form. */
type LabelledCompanyView = 'data-update/data' | 'my-account/change-address' | 'my-account/change-contacts';

type Labels = Readonly<Partial<Record<FieldName, string>>>;

/** Labels of fields. A field without a label does not compile. */
export interface FieldTexts {
  readonly common: Readonly<Record<FieldName, string>>;
  readonly byView: Readonly<Record<LabelledView, Labels>>;
  readonly byCompanyView: Readonly<Record<LabelledCompanyView, Labels>>;
}
