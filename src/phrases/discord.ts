import type { PhraseLanguage } from './phrases.js';

/** What is said on Discord beyond the phrases that every platform shares. */
interface DiscordPhrases {
  readonly source: (marker: number) => string;
  readonly comma: string;
  readonly thanks: string;
  readonly forgotten: string;
  readonly notHere: string;
  readonly unreadable: string;
  readonly failed: (errorId: string) => string;
}

export const DISCORD_PHRASES: Readonly<Record<PhraseLanguage, DiscordPhrases>> = {
  fa: {
    source: (marker) => `منبع ${marker}`,
    comma: '، ',
    thanks: 'سپاس از نظر شما.',
    forgotten: 'این پاسخ دیگر در حافظه نیست. لطفاً دوباره بپرسید.',
    notHere: 'در این کانال پاسخ نمی‌دهم.',
    unreadable:
      'متن این پیام را نمی‌توانم بخوانم. لطفاً در پیام از من نام ببرید یا ‎/ask را به کار ببرید.',
    failed: (errorId) => `خطایی رخ داد. لطفاً دوباره تلاش کنید. شناسهٔ خطا: ${errorId}`,
  },
  ar: {
    source: (marker) => `المصدر ${marker}`,
    comma: '، ',
    thanks: 'شكرًا على رأيك.',
    forgotten: 'لم يعد هذا الجواب محفوظًا. اسأل من جديد من فضلك.',
    notHere: 'لا أجيب في هذه القناة.',
    unreadable: 'لا أستطيع قراءة هذه الرسالة. اذكرني فيها أو استعمل ‎/ask من فضلك.',
    failed: (errorId) => `حدث خطأ. حاول مرة أخرى من فضلك. رقم الخطأ: ${errorId}`,
  },
  en: {
    source: (marker) => `Source ${marker}`,
    comma: ', ',
    thanks: 'Thank you for your opinion.',
    forgotten: 'This answer is no longer remembered. Please ask again.',
    notHere: 'I do not answer in this channel.',
    unreadable: 'I cannot read this message. Please mention me in it, or use /ask.',
    failed: (errorId) => `Something went wrong. Please try again. Error id: ${errorId}`,
  },
};
