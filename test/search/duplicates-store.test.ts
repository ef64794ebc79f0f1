import Database from 'better-sqlite3';
import { beforeEach, expect, test } from 'vitest';
import { labelBlocks, splitBlocks } from '../../src/corpus/blocks.js';
import { bandKeys } from '../../src/search/duplicates/bands.js';
import { signatureOf } from '../../src/search/duplicates/signature.js';
import { addStory, type StoryStore } from '../../src/search/duplicates/stories.js';
import { openStories, STORIES_SCHEMA } from '../../src/search/embedded/stories.js';

const sign = (text: string) =>
  signatureOf({ title: 'تیتر', blocks: labelBlocks('تیتر', splitBlocks(text)) });

const PARTS = [
  'وزیر نیرو صبح امروز در آیین گشایش سد خاکی روستای گلپایه گفت: این سد ۳۲ میلیون مترمکعب آب ذخیره می‌کند و دو هزار هکتار زمین را آبیاری می‌کند.',
  'وی افزود: ساخت این سد نه سال طول کشید و کارگران بومی در آن نقش بزرگی داشتند؛ بخشی از هزینه را شرکت تعاونی کشاورزان پرداخت.',
  'استاندار نیز در این آیین از کمبود آب در فصل تابستان یاد کرد و خواستار نوسازی شبکه لوله‌کشی در شهرهای شمالی استان شد.',
  'مدیر امور آب منطقه گفت که پرورش ماهی و گردشگری نیز در کنار دریاچه این سد رونق می‌گیرد و پروانه ۱۴ کارگاه صادر شده است.',
  'ساکنان روستا در پایان با نان محلی و موسیقی از مهمانان پذیرایی کردند و کودکان سرود خواندند.',
  'نماینده مردم در مجلس هم از پیگیری طرح جاده کوهستانی خبر داد که قرار است تا بهار آینده آسفالت شود.',
] as const;
const text = (...parts: readonly number[]) => parts.map((at) => PARTS[at]).join('\n\n');

// The first and the last share too little; the one between has enough of both.
const REPORTS: Readonly<Record<string, string>> = {
  first: text(0, 1, 2),
  between: text(0, 1, 2, 3, 4),
  last: text(2, 3, 4, 5),
};
const OTHER =
  'تیم ملی کشتی آزاد با شش مدال از رقابت‌های قهرمانی بازگشت و در فرودگاه با استقبال خانواده‌ها روبه‌رو شد.';

let database: Database.Database;
let store: StoryStore;

function open(): StoryStore {
  database = new Database(':memory:');
  database.pragma('foreign_keys = ON');
  database.exec(STORIES_SCHEMA);
  return openStories(database);
}

const add = (into: StoryStore, id: string, date: string | null = null) =>
  addStory(into, { articleId: id, date, signature: sign(REPORTS[id] ?? OTHER) });

const pairedWith = (id: string) =>
  database
    .prepare(`
      SELECT b.article_id FROM story a JOIN story_pair ON story = a.id JOIN story b ON b.id = other
      WHERE a.article_id = ? ORDER BY b.article_id`)
    .pluck()
    .all(id);

beforeEach(() => {
  store = open();
});

test('an article is paired with those that tell its story and with no other', () => {
  expect(add(store, 'first')).toEqual([]);
  expect(add(store, 'wrestling')).toEqual([]);
  expect(add(store, 'between')).toEqual(['first']);
  expect(pairedWith('first')).toEqual(['between']);
  expect(pairedWith('between')).toEqual(['first']);
  expect(pairedWith('wrestling')).toEqual([]);
});

test('the pairs are the same in whatever order the reports came', () => {
  const orders = [
    ['first', 'between', 'last'],
    ['first', 'last', 'between'],
    ['last', 'between', 'first'],
    ['between', 'first', 'last'],
  ];
  for (const order of orders) {
    const into = open();
    for (const id of order) add(into, id);
    expect(order.map(pairedWith).toSorted()).toEqual([['between'], ['between'], ['first', 'last']]);
  }
});

test('reports more than two days apart are not paired, those of the same days or undated are', () => {
  add(store, 'first', '2021-09-14');
  expect(add(store, 'between', '2021-09-17')).toEqual([]);
  store.remove('between');
  expect(add(store, 'between', '2021-09-16')).toEqual(['first']);
  store.remove('between');
  expect(add(store, 'between')).toEqual(['first']);
});

test('removing the report that two others were paired with leaves them without a pair', () => {
  for (const id of ['first', 'between', 'last']) add(store, id);
  store.remove('between');
  expect(pairedWith('first')).toEqual([]);
  expect(pairedWith('last')).toEqual([]);
  expect(store.lookup(bandKeys(sign(REPORTS.between ?? '')), 9)).toHaveLength(2);
});

test('an article that is removed and added again is paired as before', () => {
  for (const id of ['first', 'between', 'last']) add(store, id);
  store.remove('between');
  expect(add(store, 'between')).toEqual(['first', 'last']);
});

test('removing an article leaves nothing of it in any table', () => {
  for (const id of ['first', 'between']) add(store, id);
  for (const id of ['first', 'between']) store.remove(id);
  for (const table of ['story', 'story_key', 'story_pair']) {
    expect(database.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get()).toBe(0);
  }
});

test('a lookup gives those that share most first, and no more than asked', () => {
  for (const id of ['wrestling', 'last', 'first', 'between']) add(store, id);
  const found = store.lookup(bandKeys(sign(REPORTS.first ?? '')), 2);
  expect(found.map(({ articleId }) => articleId)).toEqual(['first', 'between']);
});
