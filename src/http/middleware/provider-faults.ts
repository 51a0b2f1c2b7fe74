import type { KoaContextWithOIDC, default as Provider } from 'oidc-provider';
import { Unavailable } from '../../ports/unavailable.ts';
import type { Report } from '../error-page.ts';
import type { PageState } from '../page.ts';

/**
 * Reports the provider's faults. An unavailable database, which it would call its own fault (500), is rethrown and
 * answered with 503.
 */
export function reportProviderFaults(provider: Provider, report: Report): void {
  provider.on('server_error', (ctx: KoaContextWithOIDC, fault: Error) => {
    if (fault instanceof Unavailable) throw fault;
    report((ctx.state as PageState).reference, fault);
  });
}
