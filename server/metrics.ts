import type { CloseName } from '../src/wire/close-codes.ts';

/** Counts of the process, never of a room: who writes how much in which room is nobody's business. */
export class Metrics {
  sockets = 0;
  rooms = 0;
  framesIn = 0;
  bytesIn = 0;
  updates = 0;
  values = 0;
  commits = 0;
  commitSeconds = 0;
  merges = 0;
  mergesFailed = 0;
  malformedUpdates = 0;
  pendingDroppedBytes = 0;
  storeFailures = 0;
  readonly refusals = new Map<CloseName, number>();

  refused(name: CloseName): void {
    this.refusals.set(name, (this.refusals.get(name) ?? 0) + 1);
  }

  /** Prometheus text format 0.0.4. */
  toString(): string {
    const lines: string[] = [];
    const add = (kind: 'counter' | 'gauge', name: string, value: number): void => {
      lines.push(`# TYPE span_${name} ${kind}`, `span_${name} ${value}`);
    };
    add('gauge', 'sockets', this.sockets);
    add('gauge', 'rooms', this.rooms);
    add('gauge', 'resident_bytes', process.memoryUsage.rss());
    add('counter', 'frames_received_total', this.framesIn);
    add('counter', 'bytes_received_total', this.bytesIn);
    add('counter', 'updates_stored_total', this.updates);
    add('counter', 'values_stored_total', this.values);
    add('counter', 'commits_total', this.commits);
    add('counter', 'commit_seconds_total', this.commitSeconds);
    add('counter', 'merges_total', this.merges);
    add('counter', 'merges_failed_total', this.mergesFailed);
    add('counter', 'updates_malformed_total', this.malformedUpdates);
    add('counter', 'pending_dropped_bytes_total', this.pendingDroppedBytes);
    add('counter', 'store_failures_total', this.storeFailures);
    lines.push('# TYPE span_refusals_total counter');
    for (const [name, count] of this.refusals) lines.push(`span_refusals_total{reason="${name}"} ${count}`);
    return `${lines.join('\n')}\n`;
  }
}
