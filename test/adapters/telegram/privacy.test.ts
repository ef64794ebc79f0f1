import { expect, test } from 'vitest';
import type { TelegramOptions } from '../../../adapters/telegram/options.js';
import { KEPT_FOR } from '../../../src/records/port.js';
import { echo } from './core.js';
import { connect, emulate, USER } from './setup.js';

const DAYS = String(KEPT_FOR / 86_400_000);
const OPENAI = { provider: 'openai', model: 'gpt-4o-mini', baseUrl: undefined } as const;
const CLAUDE = { provider: 'anthropic', model: 'claude-haiku-4-5', baseUrl: undefined } as const;
const OWN = { provider: 'openai', model: 'qwen3', baseUrl: 'http://10.0.0.7:8080/v1' } as const;
const OLLAMA = { provider: 'ollama', model: 'gemma3:4b', baseUrl: undefined } as const;

async function told(chatModel: TelegramOptions['chatModel'], languageCode: string) {
  const telegram = await emulate();
  await connect(telegram, echo, { chatModel });
  telegram.send.privateText('/privacy', { languageCode });
  return (await telegram.waitFor(() => telegram.messages(USER)[0])).text;
}

test.each([
  ['fa', 'هیچ‌چیز برای دیگران فرستاده نمی‌شود'],
  ['ar', 'لا يُرسل شيء إلى الآخرين'],
  ['en', 'Nothing is sent to anyone else'],
])(
  '/privacy says how long texts are kept, and without a chat model that none leaves the bot (%s)',
  async (language, nothing) => {
    const text = await told(null, language);
    expect(text).toContain(DAYS);
    expect(text).toContain(nothing);
  },
);

test.each([
  ['fa', OPENAI, 'OpenAI', 'چند پرسش آخر همین گفت‌وگو'],
  ['ar', CLAUDE, 'Anthropic', 'وآخر أسئلة المحادثة'],
  ['en', OPENAI, 'OpenAI', 'the last questions of its conversation'],
])(
  '/privacy names the provider that writes the answers, and what it gets (%s)',
  async (language, model, name, what) => {
    const text = await told(model, language);
    expect(text).toContain(name);
    expect(text).toContain(model.model);
    expect(text).toContain(what);
    expect(text).not.toMatch(/هیچ‌چیز برای|لا يُرسل شيء|Nothing is sent/u);
  },
);

test.each([
  ['fa', OWN, 'گردانندهٔ این ربات'],
  ['ar', OLLAMA, 'مشغّل هذا البوت'],
  ['en', OLLAMA, 'whoever runs this bot'],
])(
  '/privacy says of a model on a server of one’s own whose choice that is, and not where it stands (%s)',
  async (language, model, whose) => {
    const text = await told(model, language);
    expect(text).toContain(model.model);
    expect(text).toContain(whose);
    expect(text).not.toMatch(/OpenAI|10\.0\.0\.7/u);
  },
);
