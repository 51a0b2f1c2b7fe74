import { readFileSync } from 'node:fs';
import test from 'ava';
import { errors } from 'oidc-provider';
import { authorizationErrors, isErrorCode, protocolErrors } from '../../../src/domain/authorization-errors.ts';
import { errorParts } from '../../../src/features/developers/error-catalogue.ts';
import { catalogueOf, defaultLocale } from '../../../src/locales/locale.ts';
import { openTestApp } from '../../helpers/app.ts';
import { openBrowser } from '../../helpers/browser.ts';

/** Errors of the library for what this server does not offer: CIBA, registration, credentials, attestation, RAR. */
const notOffered = [
  'expired_login_hint_token',
  'invalid_binding_message',
  'invalid_authorization_details',
  'invalid_credential_request',
  'invalid_nonce',
  'invalid_proof',
  'invalid_software_statement',
  'unknown_credential_configuration',
  'unknown_credential_identifier',
  'invalid_user_code',
  'missing_user_code',
  'transaction_failed',
  'unapproved_software_statement',
  'unknown_user_id',
  'credential_request_denied',
  'use_attestation_challenge',
  'use_fresh_attestation',
  'invalid_client_attestation',
];

/** Codes of the page. */
const explained = errorParts(catalogueOf(defaultLocale)).flatMap(({ errors }) => errors.map(({ code }) => code));

/** The error code of a fault, which is no class of the library. */
const ofFaults = ['server_error'];

/** The error code of each class of the library that stands for one error. */
function wordsOfTheLibrary(): string[] {
  const classes = Object.entries(errors as unknown as Record<string, new (text: string) => { error: string }>);
  return classes
    .filter(([name]) => !['OIDCProviderError', 'CustomOIDCProviderError', 'SessionNotFound'].includes(name))
    .map(([, Fault]) => new Fault('x').error);
}

test('every error that a client can receive has its section, and no section is about another one', (t) => {
  const sent = new Set([...wordsOfTheLibrary(), ...ofFaults].filter((word) => !notOffered.includes(word)));
  t.deepEqual([...sent].sort(), [...protocolErrors].sort());
  for (const word of notOffered) t.false(isErrorCode(word), word);
  t.deepEqual(explained.toSorted(), [...Object.keys(authorizationErrors), ...protocolErrors].sort());
  t.deepEqual(explained.toSorted(), [...new Set(explained)].sort());
});

test('each answer of the server is one of the standard errors', (t) => {
  for (const [code, { error, description }] of Object.entries(authorizationErrors)) {
    t.true((protocolErrors as readonly string[]).includes(error), code);
    // RFC 6749, 4.1.2.1: these characters and no others.
    t.regex(description, /^[\x20-\x21\x23-\x5B\x5D-\x7E]+$/, code);
  }
});

test('the page explains each code to users, to developers and to the desk, where error_uri leads', async (t) => {
  const app = await openTestApp({ seed: false });
  t.teardown(app.stop);
  const { status, html } = await openBrowser().get(`${app.issuer}/desarrolladores/errores`);
  t.is(status, 200);
  for (const code of explained) {
    const [, section = ''] = new RegExp(`<h3 id="${code}">(.*?</dl>)`, 's').exec(html) ?? [];
    t.true(section.includes(`<code>${code}</code>`), code);
    t.is(section.match(/<dd>[^<]{6,}/g)?.length, 3, code);
  }
  t.regex((await openBrowser().get(`${app.issuer}/desarrolladores`)).html, /href="\/desarrolladores\/errores"/);
});

test('the page of a wrong request leads to its section', async (t) => {
  const app = await openTestApp({ seed: false });
  t.teardown(app.stop);
  const page = await openBrowser().get(`${app.issuer}/oidc/authorize?client_id=nadie`);
  t.is(page.status, 400);
  t.regex(page.html, /href="\/desarrolladores\/errores#invalid_client"/);
});

test('the document of claims names every code', (t) => {
  const document = readFileSync(new URL('../../../docs/claims.md', import.meta.url), 'utf8');
  for (const code of Object.keys(authorizationErrors)) t.true(document.includes(`\`${code}\``), code);
});
