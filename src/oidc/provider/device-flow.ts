import type { Client, Configuration, KoaContextWithOIDC } from 'oidc-provider';

/** What a device reported when it requested a code (RFC 8628, 5.4: the user who confirms can compare). */
interface DeviceInfo {
  readonly device: string;
  readonly network: string;
}

/** The pages of a device's sign-in; the web pages draw them. `xsrf` goes back in a hidden field of that name. */
export interface DevicePages {
  /** Asks for the code that the device shows; `fault` says why the last one was refused. */
  code(ctx: KoaContextWithOIDC, xsrf: string, fault: DeviceFault | undefined): Promise<void>;
  /** Shows which client and which device asks, before any user signs in for it. */
  confirm(ctx: KoaContextWithOIDC, asked: DeviceAsked): Promise<void>;
  done(ctx: KoaContextWithOIDC): Promise<void>;
}

type DeviceFault = 'missing' | 'unknown' | 'expired' | 'used' | 'aborted' | 'gone' | 'failed';

interface DeviceAsked {
  readonly xsrf: string;
  readonly client: Client;
  readonly info: DeviceInfo;
  /** As the device shows it: "ABCD-EFGH". */
  readonly userCode: string;
}

/** Sign-in of a device without keyboard or browser, such as a kiosk (RFC 8628). */
export function deviceFlow(
  pages: DevicePages,
  showFault: Configuration['renderError'],
): NonNullable<Configuration['features']>['deviceFlow'] {
  return {
    enabled: true,
    // 20 consonants, eight of them: 34 bits, without vowels that make words (RFC 8628, 6.1).
    charset: 'base-20',
    mask: '****-****',
    deviceInfo: (ctx) => ({ device: ctx.state.device, network: ctx.state.network }),
    // A failure of the server is no fault of the code: its page shows the reference.
    userCodeInputSource: (ctx, form, out, error) =>
      out?.error === 'server_error' && error
        ? showFault?.(ctx, out, error)
        : pages.code(ctx, xsrfIn(form), faultOf(error)),
    userCodeConfirmSource: (ctx, form, client, info, userCode) =>
      pages.confirm(ctx, { xsrf: xsrfIn(form), client, info: info as unknown as DeviceInfo, userCode }),
    successSource: (ctx) => pages.done(ctx),
  } as NonNullable<Configuration['features']>['deviceFlow'];
}

const xsrfIn = (form: string): string => /name="xsrf" value="([^"]*)"/.exec(form)?.[1] ?? '';

const faults: Readonly<Record<string, DeviceFault>> = {
  NoCodeError: 'missing',
  NotFoundError: 'unknown',
  ExpiredError: 'expired',
  AlreadyUsedError: 'used',
  AbortedError: 'aborted',
  SessionNotFound: 'gone',
};

/** A user who goes back in the middle of the sign-in stopped it as well. */
function faultOf(error: unknown): DeviceFault | undefined {
  if (!(error instanceof Error)) return undefined;
  return (error as { error?: string }).error === 'access_denied' ? 'aborted' : (faults[error.name] ?? 'failed');
}
