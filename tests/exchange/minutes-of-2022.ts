import { sampleIdentity } from '../../src/charter/sample.ts';
import { cardOf } from '../../src/charter/shelf.ts';
import { sheetDocx } from '../../src/exchange/docx/sheet-docx.ts';
import { minutesSheet } from '../../src/exchange/minutes-sheet.ts';
import { openWorkspace } from '../../src/registers/workspace.ts';
import { newDevice } from '../charter/devices.ts';

/** The signed minutes of the second day of the sample, as the app saves them as a Word file. */
export async function minutesOf2022(): Promise<Uint8Array> {
  const identity = await sampleIdentity(new Uint8Array(16).fill(9), 'KH', 'ws://127.0.0.1:9', 'adopted');
  const device = newDevice();
  await device.shelf.put(identity, cardOf(identity, 'KH', 1));
  const workspace = await openWorkspace(identity, device);
  try {
    const { meetings } = workspace.joint;
    const [, second] = meetings.meetings().flatMap(({ id }) => {
      const phase = meetings.minutes(id)?.phase;
      return phase?.phase === 'signed' ? [phase.text] : [];
    });
    if (second === undefined) throw new Error('no minutes of the second day');
    return sheetDocx(minutesSheet(second, 'signed', workspace.bodies));
  } finally {
    await workspace.close();
  }
}
