import type { Body } from '../registers/workspace-types.ts';
import type { Whereabouts } from '../replica/door.ts';
import { m } from './messages.ts';
import { spokenName } from './people.ts';
import { momentOf } from './times.ts';

/** One of the marks that say where a record's newest change is, in fixed order. */
export interface Place {
  readonly key: string;
  readonly here: boolean;
  readonly words: string;
  /** The Party it stands for; null for device and relay. */
  readonly body: Body | null;
}

/** This device, the relay, then each Party in the order of the genesis. */
export function placesOf(where: Whereabouts, bodies: readonly Body[]): readonly Place[] {
  const parties = bodies.filter((body) => body.kind === 'party');
  const relay = where.relay ? m.where_relay() : m.where_relay_not();
  return [
    { key: 'device', here: true, words: m.where_device(), body: null },
    { key: 'relay', here: where.relay, words: relay, body: null },
    ...parties.map((body) => {
      const here = where.seenBy[body.id] === true;
      const words = here
        ? m.where_seen({ party: spokenName(body) })
        : m.where_seen_not({ party: spokenName(body) });
      return { key: body.id, here, words, body };
    }),
  ];
}

/** The same as one text, for hover and for who cannot see the marks. */
export function placeWords(where: Whereabouts, bodies: readonly Body[], now: number): string {
  const places = placesOf(where, bodies).map(({ words }) => words);
  if (where.since !== null) places.push(m.where_since({ time: momentOf(where.since, now) }));
  return places.join(' · ');
}
