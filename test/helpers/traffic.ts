/** One request of a browser or a client, as it was on the wire. */
export interface Exchange {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
}

/** Records every request that this process makes with fetch, redirects one by one; `stop` restores fetch. */
export function watchTraffic(): { readonly seen: readonly Exchange[]; stop(): void } {
  const seen: Exchange[] = [];
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) => {
    const response = await fetch(input, init);
    const url = input instanceof Request ? input.url : String(input);
    seen.push({ url, status: response.status, headers: response.headers });
    return response;
  };
  return {
    seen,
    stop: () => {
      globalThis.fetch = fetch;
    },
  };
}
