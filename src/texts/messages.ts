/** Every sentence a user reads, compiled from `en.json` by `npm run texts`. */
export { m } from './compiled/messages.js';
