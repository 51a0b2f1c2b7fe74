/** Loaded before a server (`--import`): the engine that comes first is not there, as on a platform that has no binary of it. */
import { registerHooks } from 'node:module';

registerHooks({
  resolve(name, context, next) {
    if (name === '@node-rs/argon2') throw new Error("Cannot find package '@node-rs/argon2'");
    return next(name, context);
  },
});
