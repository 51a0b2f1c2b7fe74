/** The reason «Me robaron el teléfono o la billetera», as the forms that stop an account send it. */
export const STOLEN = 'robo';
