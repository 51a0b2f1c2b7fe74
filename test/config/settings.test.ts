/** What holds for every setting of the schema, whatever its subject. */
import test from 'ava';
import { ConfigError, readConfig } from '../../src/config/config.ts';
import { settings } from '../../src/config/schema.ts';
import { productionEnv } from '../helpers/production-env.ts';

/** The mistakes that are reported of an environment; empty where it is accepted. */
function mistakesOf(env: Readonly<Record<string, string>>): string {
  try {
    readConfig(env);
    return '';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

const SECRET = 'Geheimnis';

/** Values that each kind of setting refuses for another reason, with the secret where an operator may have written it. */
const wrong = [
  SECRET,
  `${SECRET},${SECRET}`,
  `${SECRET.repeat(4)}`,
  `gopher://${SECRET}:${SECRET}@host.example/`,
  `http://:${SECRET}@10.0.0.7/x`,
  `https://:${SECRET}@host with spaces/x`,
  `https://host.example/x?token=${SECRET}`,
  `postgres://user:${SECRET}@one.example,two.example/name`,
];

for (const { name } of settings.filter(({ secret }) => secret))
  test(`no mistake shows what is secret in ${name}`, (t) => {
    for (const env of [{}, productionEnv]) {
      const messages = wrong.map((value) => mistakesOf({ ...env, [name]: value }));
      t.true(messages.filter((message) => message.includes(`${name}: `)).length > 2);
      t.notRegex(messages.join('\n'), new RegExp(SECRET, 'i'));
    }
  });

for (const { name } of settings)
  test(`a mistake of ${name} is reported in words for operators, not in those of a library`, (t) => {
    for (const value of ['?', '-3', '0', '3.5', '1e9', 'NaN', ',', '//', 'https://', '[]', ' ']) {
      const message = mistakesOf({ [name]: value, ISSUER: name === 'ISSUER' ? value : '' });
      t.notRegex(message, /undefined|[Ii]nvalid|[Ee]xpected|received|Too (big|small)|\b(must|the|is|of)\b/, value);
    }
  });

test('a waiting period of 0 hours is reported with the other mistakes, and hours out of range are refused', (t) => {
  t.regex(mistakesOf({ CONTACT_HOLD_HOURS: '0', PORT: 'ochenta' }), /PORT: .*\n.*CONTACT_HOLD_HOURS: 0 deja/);
  t.regex(mistakesOf({ CONTACT_HOLD_HOURS: '-3' }), /tiene 1 error:\n.*CONTACT_HOLD_HOURS: debe ir de 24 a 168$/);
});

test('every setting whose value has a password or a token in production is secret', (t) => {
  const withPassword = Object.entries(productionEnv).filter(([, value]) => /:\/\/[^/]*@/.test(value));
  const secret = settings.filter((setting) => setting.secret).map(({ name }) => name);
  for (const name of [...withPassword.map(([key]) => key), 'SECRETS_KEY', 'MIGRATIONS_DATABASE_URL', 'SMTP_URL'])
    t.true(secret.includes(name), name);
});

test('each setting has a unique name, one line of meaning, and a default or a text for it, not both', (t) => {
  t.is(new Set(settings.map(({ name }) => name)).size, settings.length);
  for (const { name, meaning, otherwise, default: text } of settings) {
    t.regex(name, /^[A-Z]+(_[A-Z]+)*$/);
    t.regex(meaning, /^[^\n|]+$/, name);
    t.false(text !== undefined && otherwise !== undefined, name);
  }
});

test('a default that is set explicitly is read like no value', (t) => {
  const written = Object.fromEntries(settings.flatMap(({ name, default: text }) => (text ? [[name, text]] : [])));
  t.true(Object.keys(written).length > 8);
  t.deepEqual(readConfig(written), readConfig({}));
});
