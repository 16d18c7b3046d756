import { describe, expect, it, onTestFinished } from 'vitest';
import { DeviceClock } from '../../src/state/device-clock.svelte.ts';
import { Version } from '../../src/state/version.svelte.ts';
import type { App } from '../../src/state/app.ts';
import { until } from '../sim/until.ts';

const YEAR = 365 * 86_400_000;
const NOW = Date.UTC(2022, 7, 26, 9, 0);

/** As much of a device as a page without a workspace looks at. */
function device(ahead: number) {
  const told = new Set<() => void>();
  const newer = { state: 'none' as App['update']['state'], switched: 0 };
  const clock = () => NOW + ahead;
  const app = {
    clock,
    online: () => true,
    onNetwork: (listener: () => void) => {
      told.add(listener);
      return () => told.delete(listener);
    },
    relayClock: () => Promise.resolve({ own: clock(), relay: NOW }),
    update: {
      get state() {
        return newer.state;
      },
      observe: (listener: () => void) => {
        told.add(listener);
        return () => told.delete(listener);
      },
      switch: () => void newer.switched++,
      renew: () => Promise.resolve(),
    },
  } satisfies Partial<App>;
  return { app: app as unknown as App, newer, told };
}

describe('a page before any workspace', () => {
  it('says while founding and joining that this device’s clock is a year off, from the relay’s alone', async () => {
    for (const off of [YEAR, -YEAR]) {
      const { app, told } = device(off);
      const clock = new DeviceClock(app, null);
      await until(() => clock.disagreement !== null, 'the disagreement');
      expect(clock.disagreement).toEqual({ with: { kind: 'relay' }, theirs: NOW });
      clock.close();
      expect(told.size).toBe(0);
    }
  });

  it('says nothing of a clock that is a few minutes off', async () => {
    const { app } = device(5 * 60_000);
    const clock = new DeviceClock(app, null);
    onTestFinished(() => clock.close());
    await app.relayClock();
    clock.look();
    expect(clock.disagreement).toBeNull();
  });

  it('offers a newer version, changes over when asked, and not while a form is half written', async () => {
    const { app, newer, told } = device(0);
    const version = new Version(app, null);
    newer.state = 'waiting';
    for (const listener of told) listener();
    expect(version.state).toBe('waiting');
    await version.switch(true);
    expect([version.obstacle, newer.switched]).toEqual(['open', 0]);
    await version.switch(false);
    expect([version.obstacle, newer.switched]).toEqual([null, 1]);
    version.close();
    expect(told.size).toBe(0);
  });
});
