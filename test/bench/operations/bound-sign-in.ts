import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { leanBrowser } from '../load/browser.ts';
import { expectStatus } from '../load/target.ts';
import { ISSUER, ids } from '../place/clients.ts';
import type { Operation } from './operation.ts';
import { authorization, authorizePath, codeByKey, codeIn } from './sign-in.ts';
import { exchange, postAs } from './token.ts';

/** SSO login by a pushed request (RFC 9126) to tokens that are bound to a key of the client (RFC 9449). */
export const boundSignIn: Operation = {
  name: 'SSO login with PAR and DPoP',
  bare: true,
  arrives: false,
  async open(side) {
    const browser = leanBrowser(side.target);
    const proof = proofMaker();
    await codeByKey(browser, ids.first, { rut: side.nextPerson() });
    return {
      async run() {
        const { params, verifier } = authorization(ids.bound);
        const pushed = expectStatus(await postAs(side.target, ids.bound, '/oidc/par', params), 201, 'PAR');
        const { request_uri } = JSON.parse(pushed.body) as { readonly request_uri: string };
        const to = authorizePath({ client_id: ids.bound, request_uri });
        const code = codeIn(await browser.follow(await browser.get(to)));
        await exchange(side.target, { clientId: ids.bound, code, verifier }, { dpop: proof() });
      },
    };
  },
};

/** Makes proofs for the token endpoint by one key on P-256, a new one for each request. */
function proofMaker(): () => string {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = encode({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } });
  return () => {
    const iat = Math.floor(Date.now() / 1000);
    const text = `${head}.${encode({ jti: randomUUID(), htm: 'POST', htu: `${ISSUER}/oidc/token`, iat })}`;
    const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return `${text}.${signature.toString('base64url')}`;
  };
}
