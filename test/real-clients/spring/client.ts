import { cpSync, readFileSync } from 'node:fs';
import { cacheFolder, ownFile, runTool, startProgram } from '../program.ts';
import type { Place, Stranger } from '../stranger.ts';

const folder = () => cacheFolder('spring');

/** Spring Security's `oauth2Login` and `oidcLogout`, as the starter of Spring Boot sets them up. */
export const spring: Stranger = {
  id: 'spring',
  title: 'Spring Security (Spring Boot, Maven)',
  file: (origin) => ({
    redirect_uris: [`${origin}/login/oauth2/code/clave`],
    post_logout_redirect_uris: [`${origin}/adios`],
    backchannel_logout_uri: `${origin}/logout/connect/back-channel/clave`,
    backchannel_logout_session_required: true,
    // Spring checks ID tokens and logout tokens by RS256 unless the app has a decoder of its own.
    id_token_signed_response_alg: 'RS256',
  }),
  build,
  start: (place) => startProgram(['java', ...words(place)], `${place.origin}/adios`, place.closers, { cwd: folder() }),
  home: '/',
  shows: ['Rosa Elena Soto Díaz', 'rosa@correo.example'],
  token: '/token',
  async leave(page, { origin }) {
    await page.goto(`${origin}/logout`);
    await Promise.all([page.waitForEvent('load'), page.getByRole('button').first().click()]);
  },
  takesLogoutTokens: true,
};

/** Built from a copy, so that Maven writes nothing beside the sources. */
async function build(): Promise<string> {
  for (const name of ['pom.xml', 'src']) cpSync(ownFile(`spring/${name}`), `${folder()}/${name}`, { recursive: true });
  await runTool(['mvn', '-B', '-q', '-DskipTests', 'package'], { cwd: folder() });
  const [, boot = ''] = /<version>([\d.]+)</.exec(readFileSync(`${folder()}/pom.xml`, 'utf8')) ?? [];
  const entries = await runTool(['jar', '--list', '--file', 'target/platform.jar'], { cwd: folder() });
  const [, security = '?'] = /spring-security-oauth2-client-([\d.]+)\.jar/.exec(entries) ?? [];
  return `Spring Boot ${boot}, Spring Security ${security}`;
}

function words({ issuer, port, secret }: Place): readonly string[] {
  const registration = 'spring.security.oauth2.client.registration.clave';
  const settings = {
    'server.port': port,
    'server.address': '127.0.0.1',
    [`${registration}.client-id`]: 'spring',
    [`${registration}.client-secret`]: secret,
    [`${registration}.scope`]: 'openid,profile,email',
    'spring.security.oauth2.client.provider.clave.issuer-uri': issuer,
  };
  const named = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
  return ['-Xmx256m', '-XX:TieredStopAtLevel=1', '-jar', 'target/platform.jar', ...named];
}
