/** A page without whether the telephone answers now: that is by the clock alone, which moves between two pages. */
export const withoutPhoneNow = (page: string): string =>
  page.replace(/Ahora (?:está cerrado|atiende).*?\(hora de Santiago\)\./g, 'PHONE');
