/** One line of the table. */
export interface Figure {
  readonly what: string;
  readonly unit: string;
  /** Medians by contender; null when a contender has no such figure. */
  readonly values: Readonly<Record<string, number | null>>;
  /** Which contender over which, and what the design holds it to. */
  readonly ratio?: {
    readonly of: string;
    readonly to: string;
    readonly hold: string;
    readonly ok: (ratio: number) => boolean;
  };
}

/** A row of the bench: a name for the command line, and its figures. */
export interface Row {
  readonly name: string;
  readonly run: () => Promise<readonly Figure[]>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

function number(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en');
  return value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(2) : value.toFixed(3);
}

/** Prints the table. Returns how many figures do not hold. */
export function print(figures: readonly Figure[]): number {
  const contenders = [...new Set(figures.flatMap(({ values }) => Object.keys(values)))];
  const rows = [['', ...contenders, 'ratio', 'hold', '']];
  let missed = 0;
  for (const { what, unit, values, ratio } of figures) {
    const over = ratio ? (values[ratio.of] ?? Number.NaN) / (values[ratio.to] ?? Number.NaN) : null;
    const holds = !ratio || over === null || ratio.ok(over);
    if (!holds) missed += 1;
    rows.push([
      `${what}, ${unit}`,
      ...contenders.map((name) => (name in values ? number(values[name]) : '')),
      over === null ? '' : over.toFixed(2),
      ratio?.hold ?? '',
      ratio ? (holds ? 'holds' : 'MISSED') : '',
    ]);
  }
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    const cells = row.map((cell, i) =>
      i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0),
    );
    console.log(cells.join('  ').trimEnd());
  }
  return missed;
}
