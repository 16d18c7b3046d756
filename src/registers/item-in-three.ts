import { firstValue } from '../replica/field.ts';
import type { Language } from '../schema/articles.ts';
import type { InThree } from '../schema/in-three.ts';
import { numbered } from './in-three.ts';
import type { PlanItem } from './plan.ts';
import type { TranslationRegister } from './translations.ts';

/** What is to be done, in the language of the record and as far as it is translated from exactly those words. */
export function activityInThree(
  { id, activity }: PlanItem,
  translations: Pick<TranslationRegister, 'said'>,
): InThree {
  const en = activity.toString();
  return { en, km: translations.said(id, 'km', en), th: translations.said(id, 'th', en) };
}

/** `1.4 Organize a three-day seminar`, in three languages. */
export const itemInThree = (item: PlanItem, translations: Pick<TranslationRegister, 'said'>): InThree =>
  numbered(firstValue(item.number) ?? '', activityInThree(item, translations));

/** The record that translations of an item's expected result are of: the item's own id is that of its activity. */
export const expectedRecord = (item: string): string => `${item}/expected`;

/** What is expected of an item, as {@link activityInThree}. */
export function expectedInThree(
  { id, expected }: PlanItem,
  translations: Pick<TranslationRegister, 'said'>,
): InThree {
  const en = firstValue(expected) ?? '';
  const said = (language: 'km' | 'th') => translations.said(expectedRecord(id), language, en);
  return { en, km: said('km'), th: said('th') };
}

/** Whether every Party has reviewed the translation of an item's words as made from exactly the words that stand. */
export function isReviewed(
  { id, activity, expected }: PlanItem,
  of: 'activity' | 'expected',
  language: Language,
  translations: Pick<TranslationRegister, 'of'>,
): boolean {
  const [record, source] =
    of === 'activity' ? [id, activity.toString()] : [expectedRecord(id), firstValue(expected) ?? ''];
  const translation = translations.of(record, language, source);
  return translation !== null && !translation.stale && translation.state.state === 'agreed';
}
