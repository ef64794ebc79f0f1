import type { PhraseLanguage } from './phrases.js';

/** What is said on Discord beyond the phrases that every platform shares. */
interface DiscordPhrases {
  readonly source: (marker: number) => string;
  readonly notHere: string;
  readonly unreadable: string;
  /** What to do, for those who called the bot without a question. */
  readonly help: string;
}

export const DISCORD_PHRASES: Readonly<Record<PhraseLanguage, DiscordPhrases>> = {
  fa: {
    source: (marker) => `منبع ${marker}`,
    notHere: 'در این کانال پاسخ نمی‌دهم.',
    unreadable:
      'متن این پیام را نمی‌توانم بخوانم. لطفاً در پیام از من نام ببرید یا ‎/ask را به کار ببرید.',
    help: 'پرسش خود را با واژه‌ها بنویسید: با ‎/ask، همراه با نام من، در پاسخ به پیام من یا در پیام خصوصی.',
  },
  ar: {
    source: (marker) => `المصدر ${marker}`,
    notHere: 'لا أجيب في هذه القناة.',
    unreadable: 'لا أستطيع قراءة هذه الرسالة. اذكرني فيها أو استعمل ‎/ask من فضلك.',
    help: 'اكتب سؤالك بالكلمات: عبر ‎/ask، أو بذكري، أو بالرد على رسالتي، أو في رسالة خاصة.',
  },
  en: {
    source: (marker) => `Source ${marker}`,
    notHere: 'I do not answer in this channel.',
    unreadable: 'I cannot read this message. Please mention me in it, or use /ask.',
    help: 'Write your question in words: with /ask, naming me, in reply to me, or in a direct message.',
  },
};
