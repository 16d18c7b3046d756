import { flushCompileCache } from 'node:module';
import { BadSetting, readConfig } from './config.ts';
import { start, type Running } from './start.ts';

async function run(): Promise<Running> {
  const config = readConfig(process.env);
  const running = await start(config);
  const who = config.access === 'open' ? 'open to anybody' : 'open to who proves a room’s key';
  console.log(`Span is at ${running.url} (relay ${who}, data in ${config.dataDir})`);
  return running;
}

/** Worded, because the reader is an operator with a terminal. */
function explain(error: unknown): string {
  if (error instanceof BadSetting) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') return 'The port is taken. Set PORT to another one, or stop what listens there.';
  if (code === 'EACCES') return 'Not allowed: choose a PORT above 1023.';
  if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes(code))
    return 'HOST is no address of this machine. Set it to one, or to 0.0.0.0 for all.';
  return error instanceof Error ? error.message : String(error);
}

run().then(
  (running) => {
    const stop = (): void => {
      process.off('SIGTERM', stop).off('SIGINT', stop); // the second time it ends at once
      void running.close().then(() => process.exit(0));
    };
    process.on('SIGTERM', stop).on('SIGINT', stop);
    // With NODE_COMPILE_CACHE set, Node need not carry its type stripper from the second start on: 30 MB less.
    flushCompileCache();
  },
  (error: unknown) => {
    console.error(`Span did not start. ${explain(error)}`);
    process.exit(1);
  },
);
