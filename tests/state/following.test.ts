import { describe, expect, it, onTestFinished } from 'vitest';
import { JointRegisters } from '../../src/registers/joint.ts';
import { Presence } from '../../src/replica/presence.ts';
import { Following } from '../../src/state/following.svelte.ts';
import { Toasts } from '../../src/state/toasts.svelte.ts';
import { newFolder, removeFolder, startHere } from '../server/relays.ts';
import { World } from '../sim/replicas.ts';
import { until } from '../sim/until.ts';

const BODIES = ['KH', 'TH', 'IOM'] as const;
const [FACILITATOR, DELEGATE] = [0, 1];

async function room() {
  const folder = newFolder();
  const relay = await startHere('open', folder);
  onTestFinished(async () => {
    await relay.close();
    removeFolder(folder);
  });
  return { url: relay.ws, world: await World.of('IOM leads', 'KH') };
}

/** What a window keeps over a reload. */
const newWindow = () => ({ led: false, busy: false, went: [] as string[] });

/** One page of a member, over a relay as in life: loaded again it is another page of the same window. */
async function page({ url, world }: Awaited<ReturnType<typeof room>>, index: number, kept = newWindow()) {
  const replica = await world.open(index);
  const device = world.devices[index];
  if (device === undefined) throw new Error('no such device');
  const presence = new Presence({
    space: replica.space,
    courier: replica.courier,
    directory: world.directory,
    device,
    spaceId: world.spaceId,
    keys: () => new Map([[world.key.id, world.key]]),
    writeKey: () => world.key,
    random: (length) => world.random(length),
  });
  replica.space.connect([{ url, room: 'following', credentials: () => Promise.resolve(['span1']) }]);
  const toasts = new Toasts();
  const following = new Following(
    {
      me: { role: index === FACILITATOR ? 'facilitator' : 'delegate' },
      bodies: BODIES.map((id) => ({ id, name: id, kind: id === 'IOM' ? 'partner' : 'party', tone: 0 })),
      joint: new JointRegisters(replica.space, ['KH', 'TH'], BODIES),
      people: () => presence.people(),
      lead: (at) => presence.lead(at),
      observe: (listener) => presence.observe(listener),
    },
    '#/w',
    toasts,
    {
      go: (hash) => kept.went.push(hash),
      busy: () => kept.busy,
      led: { read: () => kept.led, keep: (leads) => (kept.led = leads) },
    },
  );
  let open = true;
  /** As a reload or a crash ends a page: nobody is told that it stops leading. */
  const gone = async () => {
    if (!open) return;
    open = false;
    presence.close();
    following.close();
    toasts.close();
    await replica.space.close();
  };
  onTestFinished(gone);
  return { following, presence, toasts, gone, kept };
}

async function followed() {
  const here = await room();
  const leader = await page(here, FACILITATOR);
  const follower = await page(here, DELEGATE);
  leader.following.at('plan', null);
  leader.following.lead(true);
  await until(() => follower.following.leaders.length === 1, 'one who leads');
  const [first] = follower.following.leaders;
  if (first === undefined) throw new Error('nobody leads');
  follower.following.follow(first);
  expect(follower.kept.went).toEqual(['#/w/plan']);
  follower.following.at('plan', null);
  return { here, leader, follower };
}

describe('following a facilitator', () => {
  it('waits while the leader’s page is away, says so, and goes on when the same leader is back', async () => {
    const { here, leader, follower } = await followed();
    await leader.gone();
    await until(() => follower.following.followed.state === 'away', 'the leader to be away');
    const again = await page(here, FACILITATOR, leader.kept);
    expect(again.following.leading).toBe(true);
    again.following.at('roster', null);
    await until(() => follower.kept.went.at(-1) === '#/w/roster', 'being led on');
    expect(follower.following.followed.state).toBe('here');
    expect(follower.toasts.list).toEqual([]);
  });

  it('ends with a word when the leader stops leading, and is not taken up again unasked', async () => {
    const { leader, follower } = await followed();
    leader.following.lead(false);
    await until(() => follower.following.followed.state === 'nobody', 'the end');
    expect(follower.toasts.list).toHaveLength(1);
    leader.following.lead(true);
    leader.following.at('roster', null);
    await until(
      () => follower.following.leaders.some(({ lead }) => lead?.section === 'roster'),
      'the next page',
    );
    expect(follower.kept.went).toEqual(['#/w/plan']);
  });

  it('never takes an editor away: what is open on the follower stays, and the following ends with a word', async () => {
    const { leader, follower } = await followed();
    follower.kept.busy = true;
    leader.following.at('roster', null);
    await until(() => follower.following.followed.state === 'nobody', 'the end');
    expect(follower.kept.went).toEqual(['#/w/plan']);
    expect(follower.toasts.list).toHaveLength(1);
  });

  it('never takes an editor away when the leader comes back either', async () => {
    const { here, leader, follower } = await followed();
    await leader.gone();
    await until(() => follower.following.followed.state === 'away', 'the leader to be away');
    follower.kept.busy = true;
    const again = await page(here, FACILITATOR, leader.kept);
    again.following.at('roster', null);
    await until(() => follower.following.followed.state === 'nobody', 'the end');
    expect(follower.kept.went).toEqual(['#/w/plan']);
  });

  it('ends when the follower goes elsewhere while the leader is away', async () => {
    const { here, leader, follower } = await followed();
    await leader.gone();
    await until(() => follower.following.followed.state === 'away', 'the leader to be away');
    follower.following.at('articles', null);
    expect(follower.following.followed.state).toBe('nobody');
    const again = await page(here, FACILITATOR, leader.kept);
    again.following.at('roster', null);
    await until(() => follower.following.leaders.length === 1, 'the leader back');
    expect(follower.kept.went).toEqual(['#/w/plan']);
  });
});
