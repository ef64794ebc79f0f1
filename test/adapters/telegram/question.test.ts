import type { Message, UserFromGetMe } from 'grammy/types';
import { expect, test } from 'vitest';
import { requestOf } from '../../../adapters/telegram/question.js';

const ME = { id: 1, is_bot: true, first_name: 'مستند', username: 'mostanad_bot' } as UserFromGetMe;
const PRIVATE = { id: 7, type: 'private', first_name: 'الف' } as const;
const GROUP = { id: -100, type: 'supergroup', title: 'گروه' } as const;

const message = (given: object) => ({ message_id: 2, date: 0, ...given }) as Message;
const asked = (given: object) => requestOf(message(given), ME);

test('what was sent with the inline mode of the bot is no question', () => {
  expect(asked({ chat: PRIVATE, text: 'پاسخ', via_bot: ME })).toBeUndefined();
  expect(asked({ chat: PRIVATE, text: 'پرسش', via_bot: { ...ME, id: 9 } })).toBeDefined();
});

test('a picture needs words in a private chat, and is nobody’s business in a group', () => {
  expect(asked({ chat: PRIVATE, photo: [] })).toEqual({ kind: 'noText' });
  expect(asked({ chat: PRIVATE, photo: [], caption: 'این چیست؟' })).toEqual({
    kind: 'question',
    text: 'این چیست؟',
  });
  expect(asked({ chat: GROUP, photo: [] })).toBeUndefined();
});

test('news about the chat itself is no question', () => {
  expect(asked({ chat: PRIVATE, new_chat_title: 'نام' })).toBeUndefined();
  expect(asked({ chat: GROUP, new_chat_members: [ME] })).toBeUndefined();
});

test('a mention by name of the bot in a group is a question', () => {
  const entities = [{ type: 'text_mention', offset: 0, length: 5, user: ME }];
  expect(asked({ chat: GROUP, text: 'مستند: چند درصد؟', entities })).toEqual({
    kind: 'question',
    text: 'چند درصد؟',
  });
});

test('a message in a topic that the bot opened does not reply to it', () => {
  const opened = { from: ME, forum_topic_created: { name: 'خبرها' } };
  expect(asked({ chat: GROUP, text: 'گپ', reply_to_message: opened })).toBeUndefined();
  expect(asked({ chat: GROUP, text: 'چرا؟', reply_to_message: { from: ME } })).toBeDefined();
});
