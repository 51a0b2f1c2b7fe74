/** Loaded before a server (`--import`): the preferred engine is missing, as on a platform without a binary of it. */
import { registerHooks } from 'node:module';

registerHooks({
  resolve(name, context, next) {
    if (name === '@node-rs/argon2') throw new Error("Cannot find package '@node-rs/argon2'");
    return next(name, context);
  },
});
