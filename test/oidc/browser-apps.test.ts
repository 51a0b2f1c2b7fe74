import test from 'ava';
import type { Client } from 'oidc-provider';
import { isItsOwnPage } from '../../src/oidc/provider/client-settings.ts';

const app = (redirectUris: string[]) => ({ tokenEndpointAuthMethod: 'none', redirectUris }) as unknown as Client;

test('a page without an origin may call us for no client, nor for an app that returns to a URI scheme of its own', (t) => {
  t.false(isItsOwnPage(undefined, 'null', app(['cl.sence.app:/vuelta'])));
  t.false(isItsOwnPage(undefined, 'null', app(['cl.sence.app:/vuelta', 'https://app.example/vuelta'])));
  t.true(isItsOwnPage(undefined, 'https://app.example', app(['cl.sence.app:/vuelta', 'https://app.example/vuelta'])));
});
