import { print, type Row } from './report.ts';

/** Each row stands in its own file, and is loaded only when it runs. */
const ROWS: Readonly<Record<string, () => Promise<Row>>> = {
  relay: async () => (await import('./relay.ts')).relay,
  keystroke: async () => (await import('./keystroke.ts')).keystroke,
  scroll: async () => (await import('./scroll.ts')).scrolling,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in ROWS));
if (unknown.length > 0) {
  console.error(`No such row: ${unknown.join(', ')}. There are: ${Object.keys(ROWS).join(', ')}.`);
  process.exit(1);
}
let missed = 0;
for (const [name, load] of Object.entries(ROWS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const row = await load();
  console.log(`\n${row.name}`);
  missed += print(await row.run());
}
console.log(missed === 0 ? '\nEvery figure holds.' : `\n${missed} figures do not hold.`);
process.exit(0);
