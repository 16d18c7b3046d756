import { z } from 'zod';

// zod tries whether it may make functions of text. A proof file's policy forbids that, and the try would stand in the console
// as a violation. Imported before any schema is made.
z.config({ jitless: true });
