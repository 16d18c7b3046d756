import { describe, expect, it, onTestFinished } from 'vitest';
import { sampleIdentity, type SampleBody } from '../../src/charter/sample.ts';
import { cardOf } from '../../src/charter/shelf.ts';
import { sampleEntries } from '../../src/registers/sample-entries.ts';
import { openWorkspace } from '../../src/registers/workspace.ts';
import type { Workspace } from '../../src/registers/workspace-types.ts';
import { newDevice, newRelay } from '../charter/devices.ts';
import { until } from '../sim/until.ts';

const seed = new Uint8Array(16).fill(9);

async function openSample(body: SampleBody, relay: string, device = newDevice()): Promise<Workspace> {
  const identity = await sampleIdentity(seed, body, relay);
  await device.shelf.put(identity, cardOf(identity, body, 1));
  const workspace = await openWorkspace(identity, device);
  onTestFinished(() => workspace.close());
  return workspace;
}

/** All a plan says, whoever looks. */
const said = (workspace: Workspace): unknown =>
  workspace.plan.plans().map((plan) => [
    plan.title,
    workspace.plan
      .items(plan.id)
      .map(({ id, number, activity, timeframe, responsible, expected, progress }) => ({
        id,
        number,
        activity: activity.toString(),
        timeframe,
        responsible,
        expected,
        progress,
      })),
  ]);

const items = (workspace: Workspace) => workspace.plan.items(workspace.plan.plans()[0]?.id ?? '');

describe('the sample', () => {
  it('begins with the same sealed bytes on every device', async () => {
    const [one, two] = [await sampleEntries(seed), await sampleEntries(seed)];
    expect(two).toEqual(one);
    expect(one.entries.length).toBeGreaterThan(1);
  });

  it('opens without a relay with the four items adopted on 26 August 2022', async () => {
    const workspace = await openSample('KH', 'ws://127.0.0.1:9');
    expect(
      items(workspace).map(({ number, activity }) => [
        number.state === 'one' && number.value,
        activity.toString(),
      ]),
    ).toEqual([
      ['1.1', 'Assign focal points and relevant members of the "Central Cooperation Center (CCC)"'],
      ['1.2', 'Draft Annex 1 on the structure and communication channels for the CCC.'],
      ['1.3', 'Commence and ensure preparation and planning for bilateral workshop'],
      [
        '1.4',
        'Organize a three-day bilateral seminar to exchange knowledge and information on legal procedures/rights and common practice in protecting victims of trafficking',
      ],
    ]);
  });

  it('is at the relay only once a relay has said so, and remembers that where none is in reach', async () => {
    const relay = await newRelay();
    const device = newDevice();
    const nowhere = 'ws://127.0.0.1:9';
    const atRelay = (workspace: Workspace) => items(workspace).map(({ where }) => where.relay);
    const alone = await openSample('KH', nowhere, device);
    expect(atRelay(alone)).toEqual([false, false, false, false]);
    await alone.close();
    const met = await openSample('KH', relay.url, device);
    await until(() => atRelay(met).every(Boolean), 'the relay to say that it has all');
    await met.close();
    expect(atRelay(await openSample('KH', nowhere, device))).toEqual([true, true, true, true]);
  });
});

describe('a workspace', () => {
  it('shows two Parties one plan, one conflict, and one choice, through a relay with its doors shut to strangers', async () => {
    const relay = await newRelay();
    const [kh, th] = [await openSample('KH', relay.url), await openSample('TH', relay.url)];
    await until(
      () => kh.sync().relay.state === 'connected' && th.sync().relay.state === 'connected',
      'both at the relay',
    );
    expect(said(th)).toEqual(said(kh));
    await until(() => kh.people().length === 2 && th.people().length === 2, 'both present');
    const [first] = items(kh);
    if (first === undefined) throw new Error('no item');
    kh.network(false);
    th.network(false);
    kh.plan.setItem(first.id, { expected: 'By Cambodia' });
    th.plan.setItem(first.id, { expected: 'By Thailand' });
    kh.network(true);
    th.network(true);
    const conflict = (workspace: Workspace) => items(workspace)[0]?.expected.state === 'conflict';
    await until(() => conflict(kh) && conflict(th), 'the conflict on both sides');
    expect(said(th)).toEqual(said(kh));
    th.plan.setItem(first.id, { expected: 'By Cambodia' });
    await until(() => !conflict(kh) && !conflict(th), 'the choice on both sides');
    await until(
      () => Object.values(kh.sync().unseen).every((count) => count === 0),
      'everything seen',
      15_000,
    );
    expect(items(kh)[0]?.where).toMatchObject({ relay: true, seenBy: { KH: true, TH: true } });
  });

  it('loses nothing when its relay dies and comes back empty, and finds its vault after a restart', async () => {
    const relay = await newRelay();
    const device = newDevice();
    const kh = await openSample('KH', relay.url, device);
    const id = items(kh)[0]?.id ?? '';
    await until(() => kh.sync().relay.state === 'connected', 'the relay');
    await relay.close();
    kh.plan.setItem(id, { progress: 'Written without a relay' });
    await kh.close();
    const again = await openSample('KH', relay.url, device);
    expect(items(again)[0]?.progress).toMatchObject({ state: 'one', value: 'Written without a relay' });
    expect(again.sync().waiting).toBe(1);
  });
});
