/** A component of a calendar file as a reader that knows only RFC 5545's grammar sees it. */
export interface Component {
  readonly name: string;
  readonly properties: readonly Property[];
  readonly parts: readonly Component[];
}
export interface Property {
  readonly name: string;
  readonly params: Readonly<Record<string, string>>;
  /** As written, still escaped. */
  readonly value: string;
}

/** Joins what was folded; every line must end in CRLF. */
export const unfolded = (file: string): string[] => {
  if (!file.endsWith('\r\n')) throw new Error('the last line has no end');
  const lines = file.replaceAll('\r\n ', '').split('\r\n');
  if (lines.some((line) => /[\r\n]/.test(line))) throw new Error('a bare line break');
  return lines.slice(0, -1);
};

function propertyOf(line: string): Property {
  const parts = /^([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^";:,]*))*):(.*)$/su.exec(line);
  if (parts === null) throw new Error(`no content line: ${line}`);
  const [, name = '', params = '', value = ''] = parts;
  return {
    name,
    value,
    params: Object.fromEntries(
      params
        .split(';')
        .filter((param) => param !== '')
        .map((param) => param.split('=', 2) as [string, string]),
    ),
  };
}

export function readCalendar(file: string): Component {
  const lines = unfolded(file).map(propertyOf);
  let at = 0;
  const read = (): Component => {
    const name = lines[at++]?.value ?? '';
    const properties: Property[] = [];
    const parts: Component[] = [];
    for (let line = lines[at]; line !== undefined; line = lines[at]) {
      if (line.name === 'BEGIN') parts.push(read());
      else {
        at += 1;
        if (line.name !== 'END') properties.push(line);
        else if (line.value === name) return { name, properties, parts };
        else throw new Error(`${name} is ended by ${line.value}`);
      }
    }
    throw new Error(`${name} has no end`);
  };
  const calendar = read();
  if (at !== lines.length) throw new Error('something follows the calendar');
  return calendar;
}

/** The text that was escaped; throws for an escape there is none of. */
export const unescaped = (value: string): string =>
  value.replace(/\\(.?)/gsu, (_, mark: string) => {
    if (mark === 'n' || mark === 'N') return '\n';
    if (mark === '' || !'\\;,'.includes(mark)) throw new Error(`no such escape: ${mark}`);
    return mark;
  });

export const property = (component: Component, name: string): Property => {
  const [found, another] = component.properties.filter((one) => one.name === name);
  if (found === undefined || another !== undefined) throw new Error(`not one ${name}`);
  return found;
};
