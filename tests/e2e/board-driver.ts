import { encodeFrame } from '../../src/charter/board.ts';
import { boardKeys, writeBoardLink } from '../../src/charter/board-link.ts';
import { randomBytes, toBase64Url } from '../../src/crypto/bytes.ts';
import { MeetRoom } from '../../src/replica/meet-room.ts';
import { FRAME_VERSION, type BoardFrame, type BoardPicture, type BoardText } from '../../src/schema/board.ts';

/** A clause as a board shows it, in English. */
export function clausePicture(text: string, more: Partial<BoardText> = {}): BoardPicture {
  return {
    heading: [{ language: 'en', text: 'The second day' }],
    zone: '',
    bodies: [{ id: 'KH', name: 'Cambodia', kind: 'party', tone: 0 }],
    matter: {
      ...{ kind: 'clause', number: '4.12', title: [], facts: [], from: '', offers: [], more: 0 },
      texts: [{ language: 'en', text, standing: 'record', goesOn: false }],
      ...{ stands: [{ body: 'KH', stand: 'agreed' }], state: 'waiting' },
      ...more,
    },
    clock: { title: [{ language: 'en', text: 'Opening' }], ran: 60_000, minutes: 15 },
    ...{ speakers: [], next: [], timer: null, scroll: 0, zoom: 1 },
  };
}

/** Drives a board of nobody's from outside any browser, through the relay at an address. */
export async function drivenBoard(url: string) {
  const relay = url.replace(/^http/, 'ws');
  const secret = randomBytes(32);
  const keys = await boardKeys(secret);
  const room = await MeetRoom.open(relay, keys.view, Date.now);
  let sequence = 0;
  const put = async (frame: unknown) => room.put('frame', await encodeFrame(keys, frame as BoardFrame));
  const frameOf = (v: number, picture: unknown) => ({
    ...{ v, sequence: ++sequence, driver: toBase64Url(new Uint8Array(12)), at: Date.now(), picture },
  });
  return {
    /** `#/board/…` */
    link: await writeBoardLink({ secret, relay, name: 'Hall' }),
    show: (picture: BoardPicture) => put(frameOf(FRAME_VERSION, picture)),
    /** As a later version of Span might. */
    showLater: () => put(frameOf(FRAME_VERSION + 1, { shows: 'a film' })),
    showGarbage: () => put(frameOf(FRAME_VERSION, { shows: 'a film' })),
    close: () => room.close(),
  };
}
