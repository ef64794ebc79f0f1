import { expect, test } from 'vitest';
import { isSamePerson } from '../../../src/answer/conversation/speakers.js';

test.each([
  ['اسد', 'رئیس جمهور اسد'],
  ['پوتین', 'ولادیمیر پوتین رئیس جمهور روسیه'],
  ['putin', 'رئیس جمهور پوتین'],
  ['بوتین', 'پوتین'],
  ['Rostamian', 'سعید رستمیان نماینده مردم'],
  ['رئیس جمهور روسیه', 'رئيس جمهور روسيه'],
  ['لاریجانی', 'علی لاریجانی'],
  ['علي لاريجاني', 'علی لاریجانی رئیس مجلس'],
  ['Ali Larijani', 'علی لاریجانی'],
])('«%s» and «%s» are one person', (one, other) => {
  expect(isSamePerson(one, other)).toBe(true);
  expect(isSamePerson(other, one)).toBe(true);
});

test.each([
  ['اسد', 'پوتین'],
  ['رئیس جمهور روسیه', 'وزیر دفاع روسیه'],
  ['رئیس جمهور روسیه', 'رئیس جمهور پوتین'],
  ['علی محمدی', 'علی رضایی'],
  ['علی لاریجانی', 'صادق لاریجانی'],
  ['علی لاریجانی', 'صادق آملی لاریجانی'],
  ['Ali Larijani', 'صادق لاریجانی'],
  ['وزیر نیرو', 'رئیس جمهور اسد'],
])('«%s» and «%s» may be two', (one, other) => {
  expect(isSamePerson(one, other)).toBe(false);
  expect(isSamePerson(other, one)).toBe(false);
});
