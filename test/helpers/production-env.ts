/** Every setting that production requires, with addresses without a listener. */
export const productionEnv = {
  NODE_ENV: 'production',
  ISSUER: 'https://clave.example',
  CLAVE_POLICY: 'segura',
  SECRETS_KEY: 'Jm0qPz7vXw3nRk9sTb5yLc1hGd8fUe6a',
  DATABASE_URL: 'postgres://clave:secret@database.example/clave_sence',
  TRAIL_HEAD_FILE: '/var/lib/clave-sence/trail-head',
  TRUST_PROXY_HOPS: '1',
  SMTP_URL: 'smtps://mail.example',
  SMS_GATEWAY_URL: 'https://:token@sms.example/messages',
  CIVIL_REGISTRY_URL: 'https://:token@registro.example',
  TAX_REGISTRY_URL: 'https://:token@sii.example',
  NIE_REGISTRY_URL: 'https://:token@nie.example',
  OTEC_REGISTRY_URL: 'https://:token@otec.example',
} as const;
