import { expect, it } from 'vitest';
import { calendarFile } from '../../src/exchange/ics.ts';
import { workshopEvents } from '../../src/exchange/workshop-calendar.ts';
import { AGREED, desksOf, type Desk } from '../sim/joint-desks.ts';
import { exchange } from '../sim/replicas.ts';

const NOW = Date.UTC(2022, 7, 26, 8);
const NAMES = {
  tentative: 'tentative',
  off: 'off',
  confirmed: 'confirmed',
  changed: 'changed',
  struck: 'struck',
};

async function planned() {
  const [kh, th] = await desksOf('KH', 'TH');
  const { workshops } = kh.joint;
  const id = workshops.addWorkshop({
    title: 'Seminar',
    host: 'KH',
    venue: 'Phnom Penh',
    duration: { spoken: 'three days', days: 3 },
  });
  const first = workshops.propose(id, { from: '2022-11-22', to: '2022-11-24' });
  const second = workshops.propose(id, { from: '2022-11-28', to: '2022-11-30' });
  workshops.addLine(id, { day: 3, title: 'Next steps', time: { from: '09:00', to: '10:30' } });
  workshops.addLine(id, { day: 1, title: 'Opening' });
  workshops.setWorkshop(id, { chosen: second });
  await exchange(kh, th);
  return { kh, th, id, first, second };
}

function events({ joint }: Desk, id: string) {
  const workshop = joint.workshops.workshop(id);
  return workshop === null ? [] : workshopEvents(joint.workshops, workshop, 'w', NAMES, NOW);
}

async function confirmed() {
  const all = await planned();
  for (const { joint } of [all.kh, all.th]) {
    const workshop = joint.workshops.workshop(all.id);
    const signable = workshop === null ? null : joint.workshops.confirmation(workshop).signable;
    joint.workshops.answer(all.id, signable?.state === 'ready' ? signable.hash : '', AGREED);
  }
  await exchange(all.kh, all.th);
  return all;
}

it('every candidate date is tentative until both have confirmed one, and a struck one frees its days', async () => {
  const { kh, th, id, first } = await planned();
  expect(events(kh, id).map(({ status }) => status)).toEqual(['tentative', 'tentative']);
  th.joint.workshops.strike(first, '');
  await exchange(kh, th);
  expect(events(kh, id).map(({ status }) => status)).toEqual(['cancelled', 'tentative']);
});

it('a confirmed date stands with its day plan in the host’s time, and the candidates are taken back', async () => {
  const { kh, id } = await confirmed();
  const file = calendarFile('Seminar', NOW, events(kh, id));
  expect(events(kh, id).map(({ status, summary }) => `${status} ${summary}`)).toEqual([
    'confirmed Seminar',
    'confirmed Next steps',
    'cancelled Seminar',
    'cancelled Seminar',
  ]);
  expect(file).toContain('DTSTART;VALUE=DATE:20221128');
  expect(file).toContain('DTSTART;TZID=Asia/Phnom_Penh:20221130T090000');
  expect(file).not.toContain('STATUS:TENTATIVE');
});

it('a date struck after it was confirmed is tentative again and says why; so is one changed since', async () => {
  const { kh, th, id, second } = await confirmed();
  th.joint.workshops.strike(second, '');
  await exchange(kh, th);
  expect(events(kh, id)[0]).toMatchObject({ status: 'tentative', description: 'struck\n1. Opening' });
  th.joint.workshops.unstrike(second);
  kh.joint.workshops.setWorkshop(id, { venue: 'Siem Reap' });
  await exchange(kh, th);
  expect(events(th, id)[0]).toMatchObject({
    status: 'tentative',
    location: 'Phnom Penh',
    description: 'changed\n1. Opening',
  });
});
