import type { AuthErrorCode, ProtocolError } from '../../../domain/authorization-errors.ts';
import type { ButtonPage, DeveloperGuides } from './developer-guides.ts';
import type { MachinePagesTexts } from './machines.ts';
import type { PortalPages } from './portal.ts';

/** What one code means, for each of its three readers. */
interface ErrorTexts {
  readonly title: string;
  /** What happened, and what the person can do. */
  readonly person: string;
  /** What the client receives, and what it should do. */
  readonly developer: string;
  readonly desk: string;
}

/** Errors of a request at the authorization endpoint. */
type RequestError = Extract<
  ProtocolError,
  | 'access_denied'
  | 'login_required'
  | 'interaction_required'
  | 'consent_required'
  | 'unmet_authentication_requirements'
  | 'temporarily_unavailable'
  | 'server_error'
  | 'invalid_request'
  | 'invalid_request_object'
  | 'invalid_request_uri'
  | 'request_not_supported'
  | 'request_uri_not_supported'
  | 'registration_not_supported'
  | 'invalid_redirect_uri'
  | 'invalid_client_metadata'
  | 'invalid_scope'
  | 'invalid_target'
  | 'unsupported_response_type'
  | 'unsupported_response_mode'
>;

/** Page of errors: each code in its part, in the order of the page; the guides, and the page of the button. */
export interface DeveloperPages {
  readonly title: string;
  readonly guides: DeveloperGuides;
  readonly button: ButtonPage;
  readonly portal: PortalPages;
  readonly machines: MachinePagesTexts;
  readonly parts: Readonly<Record<'authorization' | 'request' | 'token', string>>;
  readonly errors: {
    readonly authorization: Readonly<Record<AuthErrorCode, ErrorTexts>>;
    readonly request: Readonly<Record<RequestError, ErrorTexts>>;
    readonly token: Readonly<Record<Exclude<ProtocolError, RequestError>, ErrorTexts>>;
  };
}
