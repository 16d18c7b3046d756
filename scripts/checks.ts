import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Format, types and lint side by side, since each keeps one core busy and none needs another. What one says comes out in one
 * piece when it ends; all are heard before the exit code says whether one failed.
 */
const CHECKS = ['format:check', 'types:check', 'lint'];

async function check(name: string): Promise<boolean> {
  const child = spawn('npm', ['run', '--silent', name], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => said.push(part));
  const [code] = (await once(child, 'close')) as [number | null];
  process.stdout.write(`${name}: ${code === 0 ? 'passed' : 'failed'}\n`);
  if (code !== 0) process.stdout.write(Buffer.concat(said));
  return code === 0;
}

const passed = await Promise.all(CHECKS.map(check));
process.exitCode = passed.every(Boolean) ? 0 : 1;
