const two = (n: number): string => String(n).padStart(2, '0');

/** The day it is in this place, `YYYY-MM-DD`. Unix ms. */
export function localDay(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
