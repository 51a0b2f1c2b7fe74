/** What a page asks a browser for; no challenge of a server. */
export const passkeyAsked = {
  options: {
    challenge: 'AAAA',
    rpId: 'localhost',
    timeout: 300_000,
    allowCredentials: [],
    userVerification: 'required',
  },
  ticket: 'boleto',
};

/** Every way in which a factor can be proved. */
export const everyWay = { app: true, printed: true, passkey: passkeyAsked };
